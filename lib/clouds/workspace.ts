import { z } from 'zod';
import type { Answer, Evidence, Question, Run } from './http';
import { type UpstreamDetail, UpstreamError } from './trouble';

const Me = z.object({ userName: z.string() });
export type Me = z.infer<typeof Me>;

/** Questions to one workspace's REST API, asked as the attendee. `host` is the workspace URL without a scheme. */
export function workspaceOf(run: Run, record: Evidence[], host: string) {
  const question = <T>(path: string, schema: z.ZodType<T>, more: Partial<Question<T>>): Question<T> => ({
    cloud: 'Databricks',
    sender: { kind: 'entra', resource: 'databricks' },
    url: `https://${host}${path}`,
    schema,
    ...more,
  });

  /** Who the workspace takes the attendee for; null when it does not let them in, which ends with the first launch. */
  async function currentUser(): Promise<Me | null> {
    const isAbsent: Question<Me>['isAbsent'] = ({ status }) => status === 401 || status === 403;
    return (await run.ask(question('/api/2.0/preview/scim/v2/Me', Me, { isAbsent }), record))?.body ?? null;
  }

  /** To whoever has not been let in yet, a workspace refuses everything, with a 401 or a 403 (facts, LEARN community). */
  async function requireMember({ status, code, requestId }: Partial<UpstreamDetail> = {}): Promise<void> {
    if ((await currentUser()) === null) throw new UpstreamError({ cloud: 'Databricks', trouble: 'stranger', status, code, requestId });
  }

  return {
    currentUser,
    requireMember,
    async ask<T>(path: string, schema: z.ZodType<T>, more: Partial<Question<T>> = {}): Promise<Answer<T> | null> {
      try {
        return await run.ask(question(path, schema, more), record);
      } catch (error) {
        if (error instanceof UpstreamError && [401, 403].includes(error.detail.status ?? 0)) await requireMember(error.detail);
        throw error;
      }
    },
  };
}
