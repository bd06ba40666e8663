-- The e-mail address that Entra ID states; known of everybody once they have signed in again.
ALTER TABLE "Person" ADD COLUMN "mail" TEXT;
