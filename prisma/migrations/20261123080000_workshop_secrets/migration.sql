-- AlterTable
ALTER TABLE "Workshop" ADD COLUMN     "secrets" JSONB NOT NULL DEFAULT '{}';
