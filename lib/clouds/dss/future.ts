import { z } from 'zod';
import type { Refusal } from '../answer';
import { unauthorized } from './service';

/** What has become of something that DSS does in its own time. */
export type Became =
  | { state: 'running' }
  | { state: 'done' }
  /** In DSS's own words. */
  | { state: 'failed'; said: string }
  /** DSS knows nothing of it anymore: it was restarted, or its result was read before. Whether it is done shows in the thing itself. */
  | { state: 'unknown' };

/** What was begun: known by an id, or over already. */
export type Started = { future: string } | Exclude<Became, { state: 'running' | 'unknown' }>;

const text = z.string().nullish();
const Message = z.object({ severity: text, title: text, message: text, details: text });
const Messages = z.object({ error: z.boolean().nullish(), fatal: z.boolean().nullish(), messages: z.array(Message).nullish() }).nullish();
/** A code environment's result has its messages in it; a deleted project's is its messages (dss/project.py: "a dict containing messages"). */
const Result = z
  .object({ messages: Messages })
  .transform(({ messages }) => messages)
  .or(Messages)
  .nullish();
type Result = z.infer<typeof Result>;

/** What goes well has a result, and its messages tell whether it did; what fails otherwise is refused (dataiku-api-client, dss/future.py, dss/admin.py). */
function ended(result: Result): { state: 'done' } | { state: 'failed'; said: string } {
  const { error, fatal, messages } = result ?? {};
  if (!error && !fatal) return { state: 'done' };
  const errors = messages?.filter((m) => !m.severity || m.severity === 'ERROR') ?? [];
  const said = errors.map((m) => m.message ?? m.details ?? m.title).filter(Boolean);
  return { state: 'failed', said: said.slice(0, 3).join(' ').slice(0, 400) || 'Nothing of why.' };
}

const State = z.object({
  jobId: z.string().min(1).max(300).nullish(),
  hasResult: z.boolean().nullish(),
  alive: z.boolean().nullish(),
  aborted: z.boolean().nullish(),
  result: Result.catch(null), // of what it says besides, nothing is read
});

/** The answer to a change that is not waited for. With neither a future nor a result, what it says is the result. */
export const Begun = z
  .looseObject(State.shape)
  .transform(({ jobId, hasResult, result, ...rest }): Started => {
    if (jobId && !hasResult) return { future: jobId };
    return ended(result ?? Result.catch(null).parse(rest));
  })
  .or(z.null().transform((): Started => ({ state: 'done' })));

/** What a future is asked for: its state, and its result once there is one. */
export const Followed = State.refine(({ hasResult, jobId }) => jobId || hasResult !== undefined, 'is no future’s state').transform(
  ({ hasResult, alive, aborted, result }): Became => {
    if (aborted) return { state: 'failed', said: 'It was aborted.' };
    if (hasResult) return ended(result);
    return alive === false ? { state: 'failed', said: 'It ended without a result.' } : { state: 'running' };
  },
);

/**
 * What a refusal tells of a future: it is not known anymore, or what it stood for has failed. What has failed may be for want of something
 * else that is not found, so the sentence has to be about the future.
 */
export const refusedFuture =
  (future: string) =>
  ({ status, code, said = '' }: Refusal): Became | undefined => {
    const isAboutIt = /future/i.test(said) || said.includes(future);
    if (status === 404 || (isAboutIt && /unknown|not found|no such/i.test(said))) return { state: 'unknown' };
    return status === 500 && code !== unauthorized ? { state: 'failed', said: said.slice(0, 400) } : undefined;
  };
