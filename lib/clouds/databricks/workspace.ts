import { z } from 'zod';
import { errorOf } from '../answer';
import type { Answer, Evidence, Question, Run } from '../http';
import { type UpstreamDetail, UpstreamError } from '../trouble';
import { Me } from './me';
import { mayBeStranger, service, strangerWords } from './service';

/**
 * A list under its name, beside what else its answer may hold. Databricks leaves an empty list out, so that `{}` is one, but an object
 * that says other things instead is not Databricks'.
 */
export const listOf = <N extends string, T>(name: N, row: z.ZodType<T>) =>
  z
    .looseObject({ [name]: z.array(row).nullish(), next_page_token: z.string().nullish() } as Record<
      N,
      z.ZodType<T[] | null | undefined>
    > & {
      next_page_token: z.ZodType<string | null | undefined>;
    })
    .refine((answer) => name in answer || Object.keys(answer).every((key) => /_page_token$/.test(key)), `has no ${name}`);

/** Questions to one workspace's REST API, asked as the attendee. `host` is the workspace URL without a scheme. */
export function workspaceOf(run: Run, record: Evidence[], host: string) {
  const question = <T>(path: string, schema: z.ZodType<T>, more: Partial<Question<T>>): Question<T> => ({
    service,
    url: `https://${host}${path}`,
    schema,
    ...more,
  });

  /**
   * Who the attendee is to the workspace; null if it doesn't let them in, which ends with the first launch. A 401 doesn't count as that
   * answer: an ended sign-in looks the same.
   */
  async function currentUser(): Promise<Me | null> {
    const isAbsent: Question<Me>['isAbsent'] = (refusal) => refusal.status === 403 && mayBeStranger(refusal);
    return (await run.ask(question('/api/2.0/preview/scim/v2/Me', Me, { isAbsent }), record))?.body ?? null;
  }

  /** To whoever has not been let in yet, a workspace refuses everything, with a 401 or a 403 (facts, LEARN community). */
  async function requireMember({ status, code, requestId }: Partial<UpstreamDetail> = {}): Promise<Me> {
    const me = await currentUser();
    if (me === null) throw errorOf(service, 'stranger', { status, code, requestId, words: strangerWords(host) });
    return me;
  }

  return {
    host,
    run,
    currentUser,
    /** The same, for questions that only a member can ask. */
    me: () => requireMember(),
    async ask<T>(path: string, schema: z.ZodType<T>, more: Partial<Question<T>> = {}): Promise<Answer<T> | null> {
      try {
        return await run.ask(question(path, schema, more), record);
      } catch (error) {
        if (error instanceof UpstreamError && mayBeStranger(error.detail)) await requireMember(error.detail);
        throw error;
      }
    },
    /**
     * Rows of a list. Databricks leaves an empty list out of its answer, and so does whatever else answers `{}` in its place: none
     * at all are believed only where the workspace answers as itself.
     */
    async rowsOf<T>(rows: T[] | null | undefined): Promise<T[]> {
      if (!rows) await requireMember();
      return rows ?? [];
    },
  };
}
export type Workspace = ReturnType<typeof workspaceOf>;

/** The same questions, answered with the body alone; null if the thing asked for is absent. */
export const bodiesOf =
  (workspace: Workspace) =>
  async <T>(path: string, schema: z.ZodType<T>, more?: Partial<Question<T>>): Promise<T | null> =>
    (await workspace.ask(path, schema, more))?.body ?? null;

export const isNotThere = ({ code }: { code: string | undefined }): boolean => code === 'RESOURCE_DOES_NOT_EXIST';
