import { causeOf, codeIn, plainWith } from '@/lib/together/cause';
import { namesOf } from '@/lib/together/plain';
import type { Failure } from './report';

/** The most rows in a table of failures: rarer ones say little. */
export const mostFailures = 20;

/** What one check said to one person in the same words, and how often. */
export interface Said {
  who: string;
  step: string;
  check: string;
  status: Failure['status'];
  message: string;
  remedy: string | null;
  found: string | null;
  times: number;
}

interface Group {
  first: Said;
  plain: string;
  isSame: boolean;
  people: Set<string>;
  times: number;
}

/**
 * Failures by their cause, those of most people first: of one step, the same sentence with the same remedy and code, without anybody's own
 * names. Several checks of a step may say it.
 * @param own texts that are each person's alone
 */
export function causesOf(said: readonly Said[], own: ReadonlyMap<string, readonly string[]>): Record<Failure['status'], Failure[]> {
  const groups = new Map<string, Group>();
  const plain = plainWith(new Map());
  const names = new Map([...own].map(([who, texts]) => [who, namesOf(texts)]));
  for (const one of said) {
    const without = (text: string) => plain(text, names.get(one.who) ?? []);
    const sentence = without(one.message);
    const key = `${one.status} ${one.step} ${sentence}\n${causeOf(one, without)}`;
    const group = groups.get(key) ?? { first: one, plain: sentence, isSame: true, people: new Set(), times: 0 };
    group.isSame &&= one.message === group.first.message;
    group.people.add(one.who);
    group.times += one.times;
    groups.set(key, group);
  }
  const failures = [...groups.values()]
    .map(({ first: { step, check, status, message, found }, plain, isSame, people, times }): Failure => {
      return { step, check, status, message: isSame ? message : plain, code: codeIn(found), times, people: people.size };
    })
    .sort((a, b) => b.people - a.people || b.times - a.times || `${a.step} ${a.check}`.localeCompare(`${b.step} ${b.check}`));
  const some = (status: Failure['status']) => failures.filter((f) => f.status === status).slice(0, mostFailures);
  return { wrong: some('wrong'), missing: some('missing') };
}
