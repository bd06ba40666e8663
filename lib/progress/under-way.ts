interface Run {
  /** Gives back its lease: what it finds after that isn't written. */
  end: () => Promise<void>;
  over: Promise<unknown>;
}

// Next may load this module more than once
const shared = globalThis as typeof globalThis & { guidepostRuns?: Set<Run> };

function runs(): Set<Run> {
  shared.guidepostRuns ??= new Set();
  return shared.guidepostRuns;
}

/** Keeps count of a run, so that a process that is asked to end knows what it is in the middle of. */
export async function underWay<T>({ end }: Pick<Run, 'end'>, act: () => Promise<T>): Promise<T> {
  const acting = act();
  const run = { end, over: acting.catch(() => undefined) };
  runs().add(run);
  try {
    return await acting;
  } finally {
    runs().delete(run);
  }
}

/** Waits for the runs of this process, `ms` at the most; of those left it gives the leases back, so that nobody waits for them. */
export async function endRuns(ms: number): Promise<void> {
  const late = new Promise<void>((done) => setTimeout(done, ms).unref());
  await Promise.race([Promise.all([...runs()].map((r) => r.over)), late]);
  await Promise.all([...runs()].map((r) => r.end().catch(() => undefined))); // it ends by itself within seconds
}
