/** How text is set in a drawing, where nothing wraps or grows by itself. Sizes in the units of the drawing. */
export const fonts = {
  label: { size: 14, line: 18, isBold: true, isCode: false },
  small: { size: 12.5, line: 16, isBold: false, isCode: false },
  code: { size: 12.5, line: 18, isBold: false, isCode: true },
};
export type Font = keyof typeof fonts;

/** Per em, as in the widest of the fonts that a system may show. */
function advance(letter: string): number {
  if (/[iljtfr.,:;'’|!()[\]/ ]/.test(letter)) return 0.4;
  if (/[mwMW@%—…→]/.test(letter)) return 0.98;
  return /[A-Z]/.test(letter) ? 0.72 : 0.63;
}

/** How wide a text is at most. */
export function widthOf(text: string, font: Font): number {
  const { size, isBold, isCode } = fonts[font];
  const ems = isCode ? text.length * 0.61 : [...text].reduce((sum, letter) => sum + advance(letter), 0);
  return ems * size * (isBold ? 1.1 : 1);
}

/** The text on lines of a width. A word that is wider has a line of its own. */
export function wrap(text: string, font: Font, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, font) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The text, or its beginning and end if it is too wide: two paths or hosts often differ at their end. */
export function fitted(text: string, font: Font, width: number): string {
  if (widthOf(text, font) <= width) return text;
  const letters = [...text];
  for (let kept = letters.length - 1; kept > 2; kept -= 1) {
    const tail = Math.floor(kept * 0.4);
    const short = `${letters.slice(0, kept - tail).join('')}…${letters.slice(letters.length - tail).join('')}`;
    if (widthOf(short, font) <= width) return short;
  }
  return '…';
}
