-- What a check has begun in a service and takes up again at its next look. Nothing is under way in what is stored.
ALTER TABLE "Standing" ADD COLUMN "begun" JSONB;
