-- AlterTable
ALTER TABLE "Enrolment" ADD COLUMN     "helpAt" TIMESTAMPTZ(3);
