import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { vendorAnswers } from '@/lib/env';

/** As a vendor names a parameter or an engine. */
const name = z.string().regex(/^[A-Za-z]\w{0,80}$/);

/**
 * What `npm run probe` found out about a tenant and its DSS, as far as the portal reads it in place of a guess: the names of a Databricks
 * connection's parameters, and which engine an id stands for.
 */
export const Settled = z.object({
  dss: z
    .object({
      params: z.partialRecord(
        z.enum(['clientId', 'authorizationEndpoint', 'tokenEndpoint', 'fastWriteTick', 'fastWriteConnection', 'fastWritePath']),
        name,
      ),
      engines: z.record(name, z.enum(['SQL', 'DSS', 'Databricks to Azure', 'Azure to Databricks'])),
    })
    .partial()
    .default({}),
});
export type Settled = z.infer<typeof Settled>;

let read: Settled | undefined;

/** Read once, from the file that VENDOR_ANSWERS names. @throws Error with a plain message where that is none of the probe's */
export function settled(): Settled {
  read ??= readSettled(vendorAnswers());
  return read;
}

function readSettled(file: string | undefined): Settled {
  try {
    return Settled.parse(file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error('Guidepost cannot start: VENDOR_ANSWERS names no file that `npm run probe` wrote.', { cause: error });
  }
}
