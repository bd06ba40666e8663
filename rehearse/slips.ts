/** A typing slip: two letters in the middle are swapped. */
export function mistyped(value: string): string {
  const at = Math.max(0, Math.floor(value.length / 2) - 1);
  const [a = '', b = ''] = value.slice(at, at + 2);
  return a === b ? `${value.slice(0, at)}${value.slice(at + 1)}` : `${value.slice(0, at)}${b}${a}${value.slice(at + 2)}`;
}

/** What a service said, without what differs from one person to the next. */
export function sentenceOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const [, method = '', host = '', status = '', rest = ''] = /^([A-Z]+) https?:\/\/([^/]+)\S*: (\d{3})(.*)/s.exec(said) ?? [];
  const words = (method ? `${method} ${host}: ${status}${rest}` : said).replace(/[\d.-]*\d{4,}[\d.a-f-]*/gi, '…');
  return words.replace(/\s+/g, ' ').slice(0, 200);
}
