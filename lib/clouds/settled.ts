import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { cloudOrigin, vendorAnswers } from '@/lib/env';

/** As a vendor names a parameter or an engine. */
const name = z.string().regex(/^[A-Za-z]\w{0,80}$/);

/** Marks a file as written by the probe, in the shape that is read here. */
export const kind = 'guidepost vendor answers';
export const version = 1;

const engine = z.enum(['SQL', 'DSS', 'Databricks to Azure', 'Azure to Databricks']);

/** Ids that public texts confirm: no answer makes them another engine. */
const confirmed = ['SQL', 'DSS'];

/**
 * What `npm run probe` found out about a tenant and its DSS, and the portal uses instead of a guess: the names of a Databricks
 * connection's parameters, and which engine an id stands for.
 */
export const Settled = z.strictObject({
  kind: z.literal(kind),
  version: z.literal(version),
  /** Whether the answers are the practice cloud's, which aren't real. */
  answeredBy: z.enum(['practice', 'vendors']),
  dss: z
    .strictObject({
      params: z.partialRecord(
        z.enum(['clientId', 'authorizationEndpoint', 'tokenEndpoint', 'fastWriteTick', 'fastWriteConnection', 'fastWritePath']),
        name,
      ),
      engines: z
        .record(name, engine)
        .refine((engines) => Object.entries(engines).every(([id, is]) => !confirmed.includes(id.toUpperCase()) || id.toUpperCase() === is)),
    })
    .partial()
    .default({}),
});
export type Settled = z.infer<typeof Settled>;

let read: Pick<Settled, 'dss'> | undefined;

/**
 * Read once, from the file that VENDOR_ANSWERS names.
 * @throws Error with a plain message where that is none of the probe's, or the practice cloud's while the vendors are real
 */
export function settled(): Pick<Settled, 'dss'> {
  read ??= readSettled(vendorAnswers());
  return read;
}

function readSettled(file: string | undefined): Pick<Settled, 'dss'> {
  if (file === undefined) return { dss: {} };
  const answers = parsed(file);
  if (answers.answeredBy === 'practice' && cloudOrigin() === undefined)
    throw new Error(`Guidepost cannot start: VENDOR_ANSWERS names a file with the practice cloud's answers, and the vendors here are real.
Run \`npm run probe\` without CLOUD_ORIGIN, and name the file that it writes.`);
  return answers;
}

function parsed(file: string): Settled {
  try {
    return Settled.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(
      'Guidepost cannot start: VENDOR_ANSWERS names no file that this version of `npm run probe` wrote. Run it again, and name its file.',
      { cause: error },
    );
  }
}
