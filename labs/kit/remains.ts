import { missing, pass, type Verdict, waiting } from '@/lib/lab/outcome';

/** What is left of something that should be deleted or switched off; `never` if there was none. */
export type Remains = 'gone' | 'going' | 'there' | 'never';

export interface Thing {
  /** As in "Your workspace". */
  name: string;
  /** Why it should go, and how. */
  remedy: string;
}

export function judgeRemains(remains: Remains, { name, remedy }: Thing): Verdict {
  switch (remains) {
    case 'never':
      return pass('There was none.');
    case 'gone':
      return pass('Nothing is left to clean up.');
    case 'going':
      return waiting(`${name} is being deleted`, { usually: 60 });
    case 'there':
      return missing(`${name} is still there.`, remedy);
  }
}
