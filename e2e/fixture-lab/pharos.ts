import { z } from 'zod';
import { credentialOf } from '@/lib/clouds/access';
import type { Service, WritingCloud } from '@/lib/clouds/cloud';
import type { Answer, Evidence, Question, Run } from '@/lib/clouds/http';

/** Pharos, a made-up vendor that keeps the books of lighthouses. Its errors: `{fault: {kind, text}}`. */
const service: Service = {
  id: 'pharos',
  name: 'Pharos',
  identity: {
    kind: 'credential',
    headers: ({ key, whose }, onBehalfOf) => ({
      authorization: `Pharos ${key}`,
      ...(whose === 'workshop' && onBehalfOf ? { 'pharos-keeper': onBehalfOf } : {}),
    }),
  },
  refusal: z.object({ fault: z.object({ kind: z.string(), text: z.string().optional() }) }).transform(({ fault }) => ({
    code: fault.kind,
    said: fault.text,
  })),
  troubleOf: ({ code }) => (code === 'UNKNOWN_KEY' ? 'bad-key' : undefined),
  words: {
    'no-key': {
      message: 'This check needs a Pharos key.',
      remedy: 'Enter your keeper key on this page, or ask your facilitator to add the workshop’s key.',
    },
  },
};

export const Lamp = z.object({
  id: z.string(),
  keeper: z.string(),
  color: z.string(),
  fuel: z.enum(['oil', 'electric']),
  /** Serial number of the lens in it. */
  lens: z.string().nullable(),
  /** ISO 8601, by Pharos's clock. */
  litAt: z.string().nullable(),
  isBurning: z.boolean(),
});
export type Lamp = z.infer<typeof Lamp>;

export const Lens = z.object({ serial: z.string(), maker: z.string() });
export type Lens = z.infer<typeof Lens>;

export const Entry = z.object({ keeper: z.string(), hours: z.number() });
export type Entry = z.infer<typeof Entry>;

/** Pharos, asked for `keeper` with the workshop's key, or as the owner of a keeper's own. */
function pharosOf(run: Run, record: Evidence[], keeper: string) {
  async function ask<T>(path: string[], schema: z.ZodType<T>, more: Partial<Question<T>> = {}): Promise<Answer<T> | null> {
    const { origin } = await credentialOf(service, run.access);
    const url = `${origin}/v1/${path.map(encodeURIComponent).join('/')}`;
    return run.ask({ service, onBehalfOf: keeper, url, schema, ...more }, record);
  }
  return {
    /** Null when nobody has claimed a lamp of that name. */
    lamp: (harbor: string, name: string) =>
      ask(['harbors', harbor, 'lamps', name], Lamp, { isAbsent: ({ code }) => code === 'NO_SUCH_LAMP' }),
    lenses: async (harbor: string) => (await ask(['harbors', harbor, 'lenses'], z.array(Lens)))?.body ?? [],
    log: async (harbor: string) => (await ask(['harbors', harbor, 'log'], z.array(Entry)))?.body ?? [],
    isLocked: async (lampId: string) => (await ask(['locks', lampId], z.object({ isLocked: z.boolean() })))?.body.isLocked ?? false,
    /** Whether the passphrase opens the lamp room; nothing is opened. */
    async opens(lampId: string, passphrase: string): Promise<boolean> {
      const answer = await ask(['locks', lampId, 'try'], z.object({ opens: z.boolean() }), { post: { passphrase } });
      return answer?.body.opens ?? false;
    },
  };
}
export type Pharos = ReturnType<typeof pharosOf>;

/** The same, with what changes something. */
function pharosWriterOf(run: Run, record: Evidence[], keeper: string) {
  return {
    ...pharosOf(run, record, keeper),
    async claim(harbor: string, name: string, fuel: Lamp['fuel']): Promise<void> {
      const { origin } = await credentialOf(service, run.access);
      const url = `${origin}/v1/harbors/${encodeURIComponent(harbor)}/lamps/${encodeURIComponent(name)}`;
      await run.ask({ service, onBehalfOf: keeper, url, schema: Lamp, write: { method: 'PUT', body: { fuel } } }, record);
    },
  };
}
export type PharosWriter = ReturnType<typeof pharosWriterOf>;

export const pharos: WritingCloud<(keeper: string) => Pharos, (keeper: string) => PharosWriter> = {
  ...service,
  client: (run, record) => (keeper) => pharosOf(run, record, keeper),
  writer: (run, record) => (keeper) => pharosWriterOf(run, record, keeper),
};
