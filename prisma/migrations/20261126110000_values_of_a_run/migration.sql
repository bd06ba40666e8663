-- A run says of which values it knows, and an enrolment when they last changed: no order of commits can make a run that knew
-- older ones look fresh. What is stored says 0 on both sides: fresh, as it was.
ALTER TABLE "Enrolment" ADD COLUMN "valuesRevision" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "StepRun" ADD COLUMN "revision" BIGINT NOT NULL DEFAULT 0;
