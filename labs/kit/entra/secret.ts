import type { SecretAnswer } from '@/lib/clouds/entra';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';

/** The portal shows a secret's value and its id side by side, and people often copy the id. */
export const looksLikeSecretId = (secret: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(secret.trim());

/** What Entra ID's answer says about a client secret. Codes from Microsoft's reference of AADSTS errors. */
export function judgeSecret(isId: boolean, answer: SecretAnswer): Verdict {
  if (answer.accepted) return pass('Your secret works.');
  const expected = 'a secret that Entra ID accepts';
  switch (answer.code) {
    case 'AADSTS7000215':
      return isId
        ? wrong('That is the secret’s id, not its value.', {
            expected: 'the value',
            found: 'the id',
            remedy: 'Azure shows the value only once. If you didn’t keep it, add another secret, and copy its value.',
          })
        : wrong('Entra ID doesn’t know this secret.', {
            expected,
            found: answer.code,
            remedy: 'Copy the value again, without spaces. A new secret can take a minute. If you didn’t keep the value, add another one.',
          });
    case 'AADSTS7000222':
      return wrong('This secret has expired.', { expected, found: answer.code, remedy: 'Add another one on the registered app.' });
    case 'AADSTS700016':
    case 'AADSTS90002':
      return missing(
        'Entra ID doesn’t know the registered app in this tenant.',
        'Show this to your facilitator: the workshop’s client id or tenant id may be wrong.',
      );
    default:
      return wrong('Entra ID rejected the secret.', {
        expected,
        found: `${answer.code}: ${answer.said}`.slice(0, 300),
        remedy: 'Add another secret, or show this to your facilitator.',
      });
  }
}
