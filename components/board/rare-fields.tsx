import type { ReactNode } from 'react';

interface Props {
  /** The group's, where it has no other fields. */
  title?: string;
  fields: readonly { label: string }[];
  isOpen: boolean | undefined;
  children: ReactNode;
}

/** Settings that most workshops leave unchanged, folded away. The fold names them, so that nobody has to open it to find out. */
export const RareFields = ({ title, fields, isOpen, children }: Props) => (
  <details className="mt-3 rounded-lg border px-3 pt-2 pb-2 open:pb-4" open={isOpen}>
    <summary className="text-sm text-ink-2">
      {title ? <b className="font-semibold text-ink">{title} </b> : null}
      <span>{`Rarely changed (${fields.length})`}</span>
      <span className="block text-xs text-ink-3">{fields.map(({ label }) => label).join(' · ')}</span>
    </summary>
    {children}
  </details>
);
