import { Button } from '@/components/ui/button';

export function SignInForm({
  action,
  to,
  consent = false,
  consentAgain = false,
  isPractice,
}: {
  action: (form: FormData) => Promise<void>;
  to: string;
  consent?: boolean;
  /** Microsoft's consent page is shown in any case. */
  consentAgain?: boolean;
  isPractice: boolean;
}) {
  return (
    <form action={action}>
      <input type="hidden" name="to" value={to} />
      {consentAgain ? <input type="hidden" name="consent" value="again" /> : null}
      <Button look="primary">{consent || consentAgain ? 'Go to Microsoft' : 'Sign in with Microsoft'}</Button>
      {isPractice ? (
        <p className="mt-3 max-w-text text-sm text-ink-3">
          This is a rehearsal: pick a made-up person or enter any name. No password needed.
        </p>
      ) : null}
    </form>
  );
}
