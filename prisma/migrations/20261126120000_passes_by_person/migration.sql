-- Deleting a person looks for the steps that they passed for others.
CREATE INDEX "StepPass_byPersonId_idx" ON "StepPass"("byPersonId");
