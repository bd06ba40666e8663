-- A lab's tracks are its own data: what is stored stays, as text.
ALTER TABLE "Enrolment" ALTER COLUMN "track" DROP DEFAULT;
ALTER TABLE "Enrolment" ALTER COLUMN "track" TYPE TEXT USING "track"::text;
ALTER TABLE "Enrolment" ALTER COLUMN "track" SET DEFAULT '';

-- DropEnum
DROP TYPE "Track";
