export function SignInForm({
  action,
  to,
  consent = false,
  isPractice,
}: {
  action: (form: FormData) => Promise<void>;
  to: string;
  consent?: boolean;
  isPractice: boolean;
}) {
  return (
    <form action={action}>
      <input type="hidden" name="to" value={to} />
      {consent ? <input type="hidden" name="consent" value="1" /> : null}
      <button className="verify small" type="submit">
        {consent ? 'Go to Microsoft' : 'Sign in with Microsoft'}
      </button>
      {isPractice ? (
        <p className="text-ink-3 text-[14px] mt-3">
          This is a rehearsal: you will pick one of a made-up cast, or any name you like. No password is asked.
        </p>
      ) : null}
    </form>
  );
}
