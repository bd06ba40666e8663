import { notPractised } from '../not-practised.ts';
import type { Env } from '../practice.ts';
import { type CellOutput, raised, type Session, said } from './cell.ts';
import { listMounts, mount, unmount } from './mounting.ts';
import { read, type Statement, statementsOf } from './python.ts';
import { train } from './training.ts';

/**
 * Runs a cell if it consists only of what this lab's cells use: imports, the training function and its data, mounts, and calls of these. No
 * Python is executed; what is not understood fails, and nothing after it runs, as after any error.
 */
export async function runCell(env: Env, session: Session, code: string): Promise<CellOutput> {
  session.cluster.lastUsedAt = env.store.clock.now();
  const known = namesOf(session.earlier.filter((cell) => !cell.isError && !cell.isNew).flatMap((cell) => statementsOf(cell.code)));
  const outputs: string[] = [];
  for (const text of statementsOf(code)) {
    const statement = read(text);
    const { output, isError } = await run(env, session, statement, text, known);
    if (output) outputs.push(output);
    if (isError) return raised(outputs.join('\n'));
    remember(known, statement);
  }
  return said(outputs.join('\n'));
}

/** Functions that train, functions that do something else, and values, by name. */
type Names = Map<string, 'trains' | 'other' | 'value'>;

function remember(names: Names, statement: Statement): void {
  if (statement.kind === 'function') names.set(statement.name, statement.trains ? 'trains' : 'other');
  if (statement.kind === 'value') names.set(statement.name, 'value');
}

function namesOf(statements: string[]): Names {
  const names: Names = new Map();
  for (const text of statements) remember(names, read(text));
  return names;
}

async function run(env: Env, session: Session, statement: Statement, text: string, names: Names): Promise<CellOutput> {
  switch (statement.kind) {
    case 'nothing':
    case 'function':
    case 'value':
      return said('');
    case 'import':
      return statement.missing ? raised(`ModuleNotFoundError: No module named '${statement.missing}'`) : said('');
    case 'print':
      return said(statement.text);
    case 'mount':
      return mount(env, session, text);
    case 'unmount':
      return unmount(env, session, statement.mountPoint);
    case 'mounts':
      return listMounts(session, statement.asJson);
    case 'train': {
      const undefinedName = [statement.function, statement.data].find((name) => !names.has(name));
      if (undefinedName) return raised(`NameError: name '${undefinedName}' is not defined`);
      if (names.get(statement.function) !== 'trains') return unknown(text);
      return train(env, session, statement.alpha, statement.ratio, statement.experiment);
    }
    case 'unknown':
      return unknown(text);
  }
}

const unknown = (text: string): CellOutput =>
  raised(
    `NotImplementedError: ${notPractised(`Python beyond this lab's cells, and so not '${(text.split('\n')[0] ?? '').slice(0, 80)}'`)}`,
  );
