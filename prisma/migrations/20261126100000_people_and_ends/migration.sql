-- People: when their role was last asked of Entra ID, and how many wrong join codes they have tried.
ALTER TABLE "Person" ADD COLUMN "roleCheckedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN "guesses" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "guessedSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "Person" SET "roleCheckedAt" = "lastSignInAt";

-- Workshops end. Those that exist get a month more, so that nothing goes unannounced; a practice workshop has no end.
ALTER TABLE "Workshop" ADD COLUMN "endsAt" TIMESTAMPTZ(3),
ADD COLUMN "retentionDays" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN "closedAt" TIMESTAMPTZ(3),
ALTER COLUMN "createdById" DROP NOT NULL;
UPDATE "Workshop" SET "endsAt" = date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + interval '30 days 12 hours' WHERE NOT "isPractice";

-- Whoever was deleted takes all their rows along; what they did in a workshop stays on record, without them.
ALTER TABLE "Workshop" DROP CONSTRAINT "Workshop_createdById_fkey";
ALTER TABLE "Workshop" ADD CONSTRAINT "Workshop_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

DELETE FROM "StepRun" WHERE "enrolmentId" NOT IN (SELECT "id" FROM "Enrolment");
ALTER TABLE "StepRun" ADD CONSTRAINT "StepRun_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "StepPass" SET "byPersonId" = NULL WHERE "byPersonId" NOT IN (SELECT "id" FROM "Person");
ALTER TABLE "StepPass" ADD CONSTRAINT "StepPass_byPersonId_fkey" FOREIGN KEY ("byPersonId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

DELETE FROM "AuditEvent" WHERE "workshopId" NOT IN (SELECT "id" FROM "Workshop");
UPDATE "AuditEvent" SET "personId" = NULL WHERE "personId" NOT IN (SELECT "id" FROM "Person");
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_workshopId_fkey" FOREIGN KEY ("workshopId") REFERENCES "Workshop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "Workshop_createdById_idx" ON "Workshop"("createdById");
CREATE INDEX "Enrolment_personId_idx" ON "Enrolment"("personId");
CREATE INDEX "AuditEvent_personId_idx" ON "AuditEvent"("personId");
