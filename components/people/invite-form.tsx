'use client';
import { Button } from '@/components/ui/button';
import { Clock } from '@/components/ui/clock';
import { WithCopy } from '@/components/ui/copy-button';
import { useAction } from '@/components/ui/use-action';

export interface InviteResult {
  /** The invitation's id. */
  id?: string;
  /** The link, once. */
  link?: string;
  /** ISO 8601 */
  endsAt?: string;
  /** Why the request failed. */
  failure?: string;
}

interface Props {
  action: (p: InviteResult, f: FormData) => Promise<InviteResult>;
  /** Ids of the invitations that are open now. The link of any other leads nowhere. */
  open: readonly string[];
}

/** Makes a link that one other person becomes a facilitator by. */
export function InviteForm({ action, open }: Props) {
  const { result, sending, form } = useAction<InviteResult>(action, {
    initial: {},
    failed: (last, failure) => ({ ...last, failure }),
  });
  const { id = '', link, endsAt = '', failure } = result;
  return (
    <form {...form} className="my-3">
      <Button disabled={sending !== null}>Invite a facilitator</Button>
      <div role="status" className="mt-3 text-sm">
        {failure ? <p className="text-wrong">{failure}</p> : null}
        {link && open.includes(id) ? (
          <div className="rounded-lg border border-line-strong px-4 py-3">
            <p className="mb-2">
              {/* `today` of long ago: the day is named */}
              Send this link to one person. It works once, until <Clock at={Date.parse(endsAt)} today={0} hasZone />. It isn’t shown again.
            </p>
            <WithCopy text={() => link} what="the invitation link">
              <code>{link}</code>
            </WithCopy>
          </div>
        ) : null}
      </div>
    </form>
  );
}
