import { allClouds } from '@/labs';
import { scopesOf } from '@/lib/clouds/cloud';
import type { SignIn } from '@/lib/entra/auth';
import { dropFreshnessOf } from '@/lib/progress/lease';

/** Sign-in for the labs of this portal: asks consent for every service that their checks use, and lets checks run again at once. */
export const portalSignIn = (): SignIn => ({ scopes: scopesOf(allClouds()), signedIn: dropFreshnessOf });
