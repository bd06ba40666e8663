import type { Lab } from '@/lib/lab/lab';
import type { TableRow } from './csv';
import { stepsOfRow } from './steps-table';

/** A table of a workshop, as it can be downloaded. Columns are never renamed: somebody's spreadsheet reads them. */
export interface Table {
  title: string;
  columns: readonly string[];
  /** `attendees`: asked for a few of them at a time, `$2`; `workshop`: asked for once. `$1` is the workshop. */
  per: 'attendees' | 'workshop';
  sql: string;
  /** Turns each row that the statement returns into table rows. */
  expand?: (lab: Lab, row: Readonly<Record<string, unknown>>) => TableRow[];
}

const who = ['attendee_id', 'name', 'user_name'] as const;
const whoSql = `e."id" AS "attendee_id", p."name", p."userName" AS "user_name"`;
/** A facilitator is no longer an attendee, whatever they did before. */
const theirs = `"Enrolment" e JOIN "Person" p ON p."id" = e."personId" AND e."workshopId" = $1::uuid AND e."role" = 'attendee' AND e."id" = ANY ($2::uuid[])`;

/** Everything kept about a workshop and its people. It contains no secrets; services' answers (`Attempt.answers`) are left out. */
export const tables = {
  attendees: {
    title: 'Attendees',
    per: 'attendees',
    columns: [...who, 'mail', 'track', 'joined_at', 'last_seen_at', 'step', 'on_step_since', 'asked_for_help_at'],
    sql: `SELECT ${whoSql}, p."mail", e."track", e."joinedAt" AS "joined_at", e."seenAt" AS "last_seen_at", e."step",
      e."stepSince" AS "on_step_since", e."helpAt" AS "asked_for_help_at" FROM ${theirs} ORDER BY e."id"`,
  },
  steps: {
    title: 'Attendees by steps',
    per: 'attendees',
    columns: [
      ...who,
      'track',
      'joined_at',
      'step',
      'step_number',
      'step_title',
      'state',
      'passed_at',
      'passed_by',
      'reason',
      'clicks',
      'failed_clicks',
      'first_click_at',
      'last_click_at',
      'minutes',
    ],
    sql: `SELECT ${whoSql}, e."track", e."joinedAt" AS "joined_at", w."startsAt" AS "starts_at", w."breaks",
      (SELECT jsonb_agg(jsonb_build_object('step', s."step", 'how', s."how", 'at', s."at", 'by', b."name", 'reason', s."reason") ORDER BY s."at")
        FROM "StepPass" s LEFT JOIN "Person" b ON b."id" = s."byPersonId" WHERE s."enrolmentId" = e."id") AS "passes",
      (SELECT jsonb_agg(t) FROM (SELECT a."step", count(*)::int AS "clicks", count(*) FILTER (WHERE a."failed")::int AS "failed",
        min(a."at") AS "first", max(a."at") AS "last" FROM "Attempt" a WHERE a."enrolmentId" = e."id" AND a."trigger" = 'click' GROUP BY 1) t) AS "tries"
      FROM ${theirs} JOIN "Workshop" w ON w."id" = e."workshopId" ORDER BY e."id"`,
    expand: stepsOfRow,
  },
  attempts: {
    title: 'Attempts',
    per: 'attendees',
    columns: ['attempt_id', ...who, 'step', 'trigger', 'at', 'duration_ms', 'passed', 'failed', 'checks', 'checks_passed'],
    sql: `SELECT a."id" AS "attempt_id", ${whoSql}, a."step", a."trigger", a."at", a."durationMs" AS "duration_ms", a."passed", a."failed",
      jsonb_array_length(a."outcomes") AS "checks", (SELECT count(*)::int FROM jsonb_array_elements(a."outcomes") f
        WHERE f->'outcome'->>'status' = 'pass') AS "checks_passed"
      FROM ${theirs} JOIN "Attempt" a ON a."enrolmentId" = e."id" ORDER BY e."id", a."at", a."id"`,
  },
  outcomes: {
    title: 'Outcomes of checks',
    per: 'attendees',
    columns: [
      'attempt_id',
      ...who,
      'step',
      'check',
      'at',
      'trigger',
      'status',
      'message',
      'expected',
      'found',
      'remedy',
      'service',
      'trouble',
      'code',
      'request_id',
    ],
    sql: `SELECT a."id" AS "attempt_id", ${whoSql}, a."step", f->>'checkId' AS "check", a."at", a."trigger", o->>'status' AS "status",
      coalesce(o->>'message', o->>'on') AS "message", o->>'expected' AS "expected", o->>'found' AS "found", o->>'remedy' AS "remedy",
      o->>'cloud' AS "service", o->>'trouble' AS "trouble", o->>'code' AS "code", o->>'requestId' AS "request_id"
      FROM ${theirs} JOIN "Attempt" a ON a."enrolmentId" = e."id", jsonb_array_elements(a."outcomes") WITH ORDINALITY AS x(f, n),
        LATERAL (SELECT f->'outcome' AS o) y
      ORDER BY e."id", a."at", a."id", n`,
  },
  standings: {
    title: 'How each check stands',
    per: 'attendees',
    columns: [...who, 'step', 'check', 'status', 'message', 'since', 'checked_at', 'trouble', 'trouble_message', 'trouble_at'],
    sql: `SELECT ${whoSql}, s."step", s."checkId" AS "check", s."status", coalesce(s."verdict"->>'message', s."verdict"->>'on') AS "message",
      s."since", s."checkedAt" AS "checked_at", s."trouble"->>'trouble' AS "trouble", s."trouble"->>'message' AS "trouble_message",
      s."troubleAt" AS "trouble_at"
      FROM ${theirs} JOIN "Standing" s ON s."enrolmentId" = e."id" ORDER BY e."id", s."step", s."checkId"`,
  },
  values: {
    title: 'Recorded values',
    per: 'attendees',
    columns: [...who, 'value_name', 'value', 'source', 'updated_at'],
    sql: `SELECT ${whoSql}, v."name" AS "value_name", v."value", v."source", v."updatedAt" AS "updated_at"
      FROM ${theirs} JOIN "Value" v ON v."enrolmentId" = e."id" ORDER BY e."id", v."name"`,
  },
  help: {
    title: 'Requests for help',
    per: 'attendees',
    columns: ['request_id', ...who, 'step', 'text', 'asked_at', 'taken_by', 'taken_at', 'closed_at', 'closed_by', 'replies'],
    sql: `SELECT h."id" AS "request_id", ${whoSql}, h."step", h."text", h."askedAt" AS "asked_at", t."name" AS "taken_by",
      h."takenAt" AS "taken_at", h."closedAt" AS "closed_at", h."closedBy" AS "closed_by",
      (SELECT count(*)::int FROM "HelpReply" r WHERE r."requestId" = h."id") AS "replies"
      FROM ${theirs} JOIN "HelpRequest" h ON h."enrolmentId" = e."id" LEFT JOIN "Person" t ON t."id" = h."takenById"
      ORDER BY e."id", h."askedAt", h."id"`,
  },
  replies: {
    title: 'Answers to requests for help',
    per: 'attendees',
    columns: ['request_id', 'reply_id', ...who, 'by', 'by_name', 'text', 'at'],
    sql: `SELECT r."requestId" AS "request_id", r."id" AS "reply_id", ${whoSql}, r."by", b."name" AS "by_name", r."text", r."at"
      FROM ${theirs} JOIN "HelpRequest" h ON h."enrolmentId" = e."id" JOIN "HelpReply" r ON r."requestId" = h."id"
        LEFT JOIN "Person" b ON b."id" = r."byPersonId"
      ORDER BY e."id", r."at", r."id"`,
  },
  hints: {
    title: 'Hints opened',
    per: 'attendees',
    columns: [...who, 'step', 'hint', 'at'],
    sql: `SELECT ${whoSql}, h."step", h."hint", h."at" FROM ${theirs} JOIN "HintOpened" h ON h."enrolmentId" = e."id"
      ORDER BY e."id", h."at", h."step", h."hint"`,
  },
  solves: {
    title: 'Steps offered to be done for somebody',
    per: 'attendees',
    columns: [...who, 'step', 'asked_by', 'asked_at', 'answered_at', 'agreed', 'done_at'],
    sql: `SELECT ${whoSql}, s."step", b."name" AS "asked_by", s."askedAt" AS "asked_at", s."answeredAt" AS "answered_at",
      s."isAgreed" AS "agreed", s."doneAt" AS "done_at"
      FROM ${theirs} JOIN "SolveRequest" s ON s."enrolmentId" = e."id" LEFT JOIN "Person" b ON b."id" = s."byPersonId"
      ORDER BY e."id", s."askedAt", s."id"`,
  },
  announcements: {
    title: 'Announcements',
    per: 'workshop',
    columns: ['announcement_id', 'kind', 'text', 'audience', 'step', 'people', 'by', 'at', 'ended_at'],
    sql: `SELECT a."id" AS "announcement_id", a."kind", a."text", a."audience", a."step",
      CASE WHEN cardinality(a."enrolmentIds") > 0 THEN cardinality(a."enrolmentIds") END AS "people", b."name" AS "by", a."at", a."endedAt" AS "ended_at"
      FROM "Announcement" a LEFT JOIN "Person" b ON b."id" = a."byPersonId" WHERE a."workshopId" = $1::uuid ORDER BY a."at", a."id"`,
  },
  acts: {
    title: 'What was done',
    per: 'workshop',
    columns: ['at', 'by', 'act', 'detail'],
    sql: `SELECT a."at", b."name" AS "by", a."action" AS "act", a."detail"::text AS "detail"
      FROM "AuditEvent" a LEFT JOIN "Person" b ON b."id" = a."personId" WHERE a."workshopId" = $1::uuid ORDER BY a."at", a."id"`,
  },
  roster: {
    title: 'Expected people',
    per: 'workshop',
    columns: ['name', 'user_name', 'track', 'joined_at'],
    sql: `SELECT r."name", r."userName" AS "user_name", r."track", (SELECT min(e."joinedAt") FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId"
        WHERE e."workshopId" = $1::uuid AND (lower(p."userName") = r."userName" OR p."mail" = r."userName")) AS "joined_at"
      FROM "RosterEntry" r WHERE r."workshopId" = $1::uuid ORDER BY r."name", r."userName"`,
  },
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as TableName[]; // the keys of a literal
