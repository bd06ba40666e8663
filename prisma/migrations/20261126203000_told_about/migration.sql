-- An announcement that was made about one failure that several people share says about which. Earlier ones are about none: whoever
-- has such a failure now can be told again.
ALTER TABLE "Announcement" ADD COLUMN "about" TEXT;
