import type { SecretAnswer } from '@/lib/clouds/entra';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';

/** The portal shows a secret's value and its id side by side, and people often copy the id. */
export const looksLikeSecretId = (secret: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(secret.trim());

/** What Entra ID's answer says of a client secret. Codes from Microsoft's reference of AADSTS errors. */
export function judgeSecret(isId: boolean, answer: SecretAnswer): Verdict {
  if (answer.accepted) return pass('Your secret works.');
  const expected = 'a secret that Entra ID accepts';
  switch (answer.code) {
    case 'AADSTS7000215':
      return isId
        ? wrong('That is the secret’s id, not its value.', {
            expected: 'the value',
            found: 'the id',
            remedy:
              'The value is shown only once, right after the secret is made. If you have not kept it, make another secret and copy its value.',
          })
        : wrong('Entra ID does not know this secret.', {
            expected,
            found: answer.code,
            remedy:
              'Copy the value again, without spaces. A secret made a moment ago can take a minute. If you have not kept the value, make another.',
          });
    case 'AADSTS7000222':
      return wrong('This secret has expired.', { expected, found: answer.code, remedy: 'Make another on the registered app.' });
    case 'AADSTS700016':
    case 'AADSTS90002':
      return missing(
        'Entra ID does not know the registered app in this tenant.',
        'Show this to your facilitator: the workshop’s client id or tenant id needs a look.',
      );
    default:
      return wrong('Entra ID does not accept it.', {
        expected,
        found: `${answer.code}: ${answer.said}`.slice(0, 300),
        remedy: 'Make another secret, or show this to your facilitator.',
      });
  }
}
