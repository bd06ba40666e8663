-- How each checked step stands is kept with the enrolment, in the words of the board: reading a board of five hundred no longer
-- goes through fifty thousand standings.
ALTER TABLE "Enrolment" ADD COLUMN "stands" JSONB NOT NULL DEFAULT '{}';

UPDATE "Enrolment" e SET "stands" = k."stands" FROM (
  SELECT t."enrolmentId", jsonb_object_agg(t."step", t."top") AS "stands" FROM (
    SELECT "enrolmentId", "step", min(CASE
        WHEN "status" = 'wrong' AND "trouble" IS NULL THEN '0 wrong '
        WHEN "trouble" IS NOT NULL AND "status" IS DISTINCT FROM 'pass' THEN '1 unreachable '
        WHEN "status" = 'waiting' THEN '2 waiting '
        WHEN "status" = 'missing' THEN '3 missing '
        ELSE '4 open ' END || "checkId" COLLATE "C") AS "top"
    FROM "Standing" GROUP BY 1, 2
  ) t GROUP BY 1
) k WHERE k."enrolmentId" = e."id";
