/** No body of a client comes close. */
const deepest = 100;

/** Whether something that was JSON has more in one another than anything is made for. */
export function isDeep(value: unknown, levels = deepest): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeep(part, levels - 1));
}
