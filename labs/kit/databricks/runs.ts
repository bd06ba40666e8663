import { isMe, type Me, type MlRun } from '@/lib/clouds/databricks';

/** What a run is expected to have logged, by name. */
export interface Logged {
  params: readonly string[];
  metrics: readonly string[];
}

const has = (values: Record<string, unknown>, names: readonly string[]) => names.filter((name) => values[name] !== undefined).length;
const score = (run: MlRun, wanted: Logged) =>
  (run.status === 'FINISHED' ? 100 : run.status === 'RUNNING' ? 50 : 0) + has(run.params, wanted.params) + has(run.metrics, wanted.metrics);

/** Whose runs to choose from. */
export interface Whose {
  me: Me;
  /** Whether their experiment is the attendee's: for a run that does not name its maker, that has to do. */
  isMine: boolean;
}

/** The attendee's own runs, and the one that is judged: the best of them, or the newest if several are equally good. */
export function chooseRun(all: MlRun[], { me, isMine }: Whose, wanted: Logged): { mine: MlRun[]; chosen: MlRun | null } {
  const mine = all.filter((run) => (run.user ? isMe(me, run.user) : isMine));
  return { mine, chosen: [...mine].sort((a, b) => score(b, wanted) - score(a, wanted) || b.startTime - a.startTime)[0] ?? null };
}
