-- What the facilitator's room keeps: help, announcements, the plan of a day, the roster, invitations, hints, and answers that were judged.
ALTER TABLE "Workshop" ADD COLUMN "startsAt" TIMESTAMPTZ(3), ADD COLUMN "plannedEnd" TIMESTAMPTZ(3), ADD COLUMN "breaks" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "joiningClosedAt" TIMESTAMPTZ(3), ADD COLUMN "answerDays" INTEGER NOT NULL DEFAULT 7;
ALTER TABLE "Attempt" ADD COLUMN "answers" JSONB;

CREATE TABLE "HelpRequest" (
  "id" UUID NOT NULL,
  "enrolmentId" UUID NOT NULL,
  "step" TEXT NOT NULL,
  "text" TEXT,
  "outcomes" JSONB NOT NULL DEFAULT '[]',
  "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "takenById" UUID,
  "takenAt" TIMESTAMPTZ(3),
  "closedAt" TIMESTAMPTZ(3),
  "closedBy" TEXT,
  CONSTRAINT "HelpRequest_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "HelpRequest_enrolmentId_askedAt_idx" ON "HelpRequest"("enrolmentId", "askedAt");
CREATE INDEX "HelpRequest_takenById_idx" ON "HelpRequest"("takenById");
ALTER TABLE "HelpRequest" ADD CONSTRAINT "HelpRequest_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "HelpRequest" ADD CONSTRAINT "HelpRequest_takenById_fkey" FOREIGN KEY ("takenById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- Whoever has asked before this table was there still waits.
INSERT INTO "HelpRequest" ("id", "enrolmentId", "step", "askedAt") SELECT gen_random_uuid(), "id", coalesce("step", ''), "helpAt" FROM "Enrolment" WHERE "helpAt" IS NOT NULL;

CREATE TABLE "HelpReply" (
  "id" UUID NOT NULL,
  "requestId" UUID NOT NULL,
  "byPersonId" UUID,
  "by" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "HelpReply_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "HelpReply_requestId_at_idx" ON "HelpReply"("requestId", "at");
CREATE INDEX "HelpReply_byPersonId_idx" ON "HelpReply"("byPersonId");
ALTER TABLE "HelpReply" ADD CONSTRAINT "HelpReply_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "HelpRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "HelpReply" ADD CONSTRAINT "HelpReply_byPersonId_fkey" FOREIGN KEY ("byPersonId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "Announcement" (
  "id" UUID NOT NULL,
  "workshopId" UUID NOT NULL,
  "byPersonId" UUID,
  "kind" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "audience" TEXT NOT NULL,
  "step" TEXT,
  "enrolmentIds" UUID[],
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "endedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Announcement_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Announcement_workshopId_at_idx" ON "Announcement"("workshopId", "at");
CREATE INDEX "Announcement_byPersonId_idx" ON "Announcement"("byPersonId");
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_workshopId_fkey" FOREIGN KEY ("workshopId") REFERENCES "Workshop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_byPersonId_fkey" FOREIGN KEY ("byPersonId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "HintOpened" (
  "enrolmentId" UUID NOT NULL,
  "step" TEXT NOT NULL,
  "hint" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "HintOpened_pkey" PRIMARY KEY ("enrolmentId", "step", "hint")
);
ALTER TABLE "HintOpened" ADD CONSTRAINT "HintOpened_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "SolveRequest" (
  "id" UUID NOT NULL,
  "enrolmentId" UUID NOT NULL,
  "step" TEXT NOT NULL,
  "byPersonId" UUID,
  "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "answeredAt" TIMESTAMPTZ(3),
  "isAgreed" BOOLEAN,
  "doneAt" TIMESTAMPTZ(3),
  "result" JSONB,
  CONSTRAINT "SolveRequest_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "SolveRequest_enrolmentId_askedAt_idx" ON "SolveRequest"("enrolmentId", "askedAt");
CREATE INDEX "SolveRequest_byPersonId_idx" ON "SolveRequest"("byPersonId");
ALTER TABLE "SolveRequest" ADD CONSTRAINT "SolveRequest_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SolveRequest" ADD CONSTRAINT "SolveRequest_byPersonId_fkey" FOREIGN KEY ("byPersonId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "RosterEntry" (
  "id" UUID NOT NULL,
  "workshopId" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "userName" TEXT NOT NULL,
  "track" TEXT,
  CONSTRAINT "RosterEntry_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "RosterEntry_workshopId_userName_key" ON "RosterEntry"("workshopId", "userName");
ALTER TABLE "RosterEntry" ADD CONSTRAINT "RosterEntry_workshopId_fkey" FOREIGN KEY ("workshopId") REFERENCES "Workshop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "Invitation" (
  "id" UUID NOT NULL,
  "workshopId" UUID NOT NULL,
  "code" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "endsAt" TIMESTAMPTZ(3) NOT NULL,
  "usedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Invitation_code_key" ON "Invitation"("code");
CREATE INDEX "Invitation_workshopId_idx" ON "Invitation"("workshopId");
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_workshopId_fkey" FOREIGN KEY ("workshopId") REFERENCES "Workshop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
