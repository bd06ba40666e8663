/** Whether anything of a step was done for somebody, and at whose offer. One row at the most. */
export const solvedSql = (enrolment: string, step: string): string => `
  SELECT true AS any, r."byPersonId" AS by FROM "SolveRequest" r
  WHERE r."enrolmentId" = ${enrolment} AND r."step" = ${step} AND r."result" @> '[{"how": "done"}]' ORDER BY r."askedAt" DESC LIMIT 1`;
