-- Whose run of a step it is: only who still holds it may write what it found.
ALTER TABLE "StepRun" ADD COLUMN "run" UUID;
