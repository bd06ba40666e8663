/** Something in a lab's files that its author should fix. `file` is relative to the project's root. */
export interface Finding {
  file: string;
  line: number;
  column?: number;
  message: string;
  /** Worth a change, but nothing breaks. */
  isWarning?: boolean;
}

/** As editors and terminals link to it: `file:line:column message`. */
export const formatFinding = ({ file, line, column, message, isWarning }: Finding): string =>
  `${[file, line, column].filter((part) => part !== undefined).join(':')} ${isWarning ? 'warning: ' : ''}${message}`;

export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || (a.column ?? 0) - (b.column ?? 0)));

/** The line of the first match in a text; 1 where there is none. */
export function lineIn(text: string, pattern: RegExp): number {
  const at = text.search(pattern);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
