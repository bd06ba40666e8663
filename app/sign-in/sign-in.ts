import { allClouds } from '@/labs';
import { scopesOf } from '@/lib/clouds/cloud';
import type { SignIn } from '@/lib/entra/auth';
import { dropFreshnessOf } from '@/lib/progress/lease';

/** What signing in means for the labs of this portal: consent to all that their checks ask, and new checks at once. */
export const portalSignIn = (): SignIn => ({ scopes: scopesOf(allClouds()), signedIn: dropFreshnessOf });
