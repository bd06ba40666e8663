/** How many fields a form was refused for; empty where none. */
export function lookAgain(count: number): string {
  if (count === 0) return '';
  return count === 1 ? 'One field needs a correction.' : `${count} fields need a correction.`;
}
