import ts from 'typescript';
import type { Verdict } from '@/lib/lab/outcome';
import { type Source, within } from './sources';
import { type Wording, wordingsOf } from './wording';

type Part = 'message' | 'remedy' | 'advice' | 'expected' | 'found';

/** A verdict that a check may give, as its source has it. */
export interface VerdictCall {
  status: Verdict['status'];
  source: Source;
  node: ts.CallExpression;
  /** What is written for each part that the call has. */
  says: Readonly<Partial<Record<Part, Wording[]>>>;
  /** A part that the call may take from elsewhere, as `...more` does. */
  isOpen: boolean;
}

const makers = ['pass', 'missing', 'wrong', 'waiting'] as const;
const writtenAs = {
  pass: ['message', 'advice'],
  missing: ['message', 'remedy'],
  wrong: ['message'],
  waiting: ['message'],
} satisfies Record<Verdict['status'], Part[]>;
const outcomes = '@/lib/lab/outcome';

/** The verdict that a call makes; null for any other node. */
export function verdictOf(source: Source, node: ts.Node): VerdictCall | null {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return null;
  const made = source.imports.get(node.expression.text);
  const status = made?.module === outcomes ? makers.find((maker) => maker === made.name) : undefined;
  if (!status) return null;
  const says: Partial<Record<Part, Wording[]>> = {};
  writtenAs[status].forEach((part, i) => {
    const argument = node.arguments[i];
    if (argument) says[part] = wordingsOf(argument);
  });
  const more = status === 'wrong' ? node.arguments[1] : undefined;
  const isWritten = more && ts.isObjectLiteralExpression(more);
  if (isWritten) for (const property of more.properties) Object.assign(says, partOf(property));
  const isOpen = status === 'wrong' && (!isWritten || more.properties.some(ts.isSpreadAssignment));
  return { status, source, node, says, isOpen };
}

function partOf(property: ts.ObjectLiteralElementLike): Partial<Record<Part, Wording[]>> {
  const name = property.name && ts.isIdentifier(property.name) ? property.name.text : '';
  if (name !== 'expected' && name !== 'found' && name !== 'remedy') return {};
  if (ts.isPropertyAssignment(property)) return { [name]: wordingsOf(property.initializer) };
  return { [name]: ts.isShorthandPropertyAssignment(property) ? wordingsOf(property.name) : [] };
}

export const verdictsIn = (source: Source): VerdictCall[] =>
  [...within(source.ast)].map((node) => verdictOf(source, node)).filter((call) => call !== null);
