'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { Compared, MarkedItem, Say } from '@/components/ui/marked-item';
import { Since } from '@/components/ui/now';
import { useAction } from '@/components/ui/use-action';
import { WordsField } from '@/components/ui/words-field';
import type { Queued } from '@/lib/help/view';
import type { StepStatus } from '@/lib/progress/standing';
import { type Answer, failed, noAnswer } from './answer';
import { answeredAt } from './answered-by';
import { type RoomStep, stepName } from './room';
import { Thread } from './thread';

export type Act = (request: string, previous: Answer, form: FormData) => Promise<Answer>;

interface Props {
  request: Queued;
  steps: readonly RoomStep[];
  me: string;
  facilitators: readonly { id: string; name: string }[];
  base: string;
  act: Act;
}

/** A request for help: who, where, for how long, about what, and what a facilitator can do about it. */
export function Request({ request, steps, me, facilitators, base, act }: Props) {
  const { id, enrolmentId, name, step, text, replies, askedAt, takenById, takenBy, hints } = request;
  const { result, sending, form } = useAction((previous: Answer, data: FormData) => act(id, previous, data), { initial: noAnswer, failed });
  const isBusy = sending !== null;
  const answered = answeredAt(request);
  const isOld = result.onIt !== undefined && result.onIt !== takenBy;
  const others = facilitators.filter((f) => f.id !== takenById && f.id !== me);
  const earlier = request.said - replies.length;
  const lastSaid = replies.findLast(({ by }) => by === 'facilitator')?.id;
  return (
    <li aria-label={name} className="px-4 py-3 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <a href={`${base}/${enrolmentId}`} className="text-base font-semibold text-ink">
          {name}
        </a>
        <span>{stepName(steps, step)}</span>
        <span className="text-ink-2">
          {answered ? (
            <>
              answered <Since at={answered} /> ago
            </>
          ) : (
            <>
              waiting <Since at={askedAt} />
            </>
          )}
        </span>
        <b>{takenById === me ? 'You are on it' : takenBy ? `${takenBy} is on it` : 'Nobody is on it'}</b>
      </div>
      {earlier > 0 ? (
        <p className="mt-1 text-xs text-ink-3">
          Only the last {replies.length} of {request.said} replies are shown.
        </p>
      ) : null}
      <Thread text={text} replies={replies} me="facilitator" />
      <Outcomes request={request} steps={steps} />
      <p className="mt-1 text-xs text-ink-3">
        {hints === 0 ? 'Opened no hints of this step.' : `Opened ${hints} ${hints === 1 ? 'hint' : 'hints'} of this step.`}
      </p>
      {result.note && !isOld ? (
        <Banner tone={result.tone} aria-live="polite" className="mt-2 mb-0!">
          {result.note}
        </Banner>
      ) : null}
      <form {...form}>
        <WordsField
          key={lastSaid} // what was sent leaves the field
          name="text"
          of={id}
          label="Your answer"
          problem={result.problem}
          typed={result.typed?.['text']}
        />
        <div className="mt-2 flex flex-wrap gap-2">
          {takenById === null ? (
            <Button look="main" name="act" value="take" disabled={isBusy}>
              Take
            </Button>
          ) : null}
          <Button look={takenById === me ? 'main' : 'quiet'} name="act" value="answer" disabled={isBusy}>
            Send answer
          </Button>
          <Button name="act" value="close" disabled={isBusy}>
            Close
          </Button>
          {takenById !== null ? (
            <Button name="act" value="put-back" disabled={isBusy}>
              Put back
            </Button>
          ) : null}
          {takenById !== null && takenById !== me ? (
            <Button name="act" value="take-over" disabled={isBusy}>
              Take over
            </Button>
          ) : null}
          {others.length > 0 ? (
            <>
              <select name="to" aria-label="Hand over to" className="w-auto! text-sm">
                {others.map((f) => (
                  <option key={f.id} value={f.id}>
                    {f.name}
                  </option>
                ))}
              </select>
              <Button name="act" value="hand-over" disabled={isBusy}>
                Hand over
              </Button>
            </>
          ) : null}
        </div>
      </form>
    </li>
  );
}

/** What the step's checks said when they asked. */
function Outcomes({ request: { outcomes, step }, steps }: { request: Queued; steps: readonly RoomStep[] }) {
  if (outcomes.length === 0) return <p className="mt-1 text-xs text-ink-3">Nothing was checked on this step when they asked.</p>;
  const checks = steps.find((s) => s.slug === step)?.checks ?? [];
  const open = outcomes.filter(({ status }) => status !== 'pass');
  const firstOf = (message: string) => open.findIndex((o) => o.message === message);
  const together = open.map((o, i) => ({ ...o, at: firstOf(o.message), i })).sort((a, b) => a.at - b.at || a.i - b.i);
  return (
    <Details
      summary={`When they asked: ${outcomes.length - open.length} of ${outcomes.length} checks passed`}
      open={open.length > 0}
      className="mt-2"
    >
      <ul>
        {together.map(({ checkId, status, message, expected, found, at, i }) => (
          <MarkedItem key={checkId} status={status as StepStatus} isQuiet={at !== i}>
            <div className="min-w-0 wrap-anywhere">
              {checks.find((c) => c.id === checkId)?.title ?? checkId}
              {at === i ? <Say>{message}</Say> : null}
              {expected && found ? <Compared expected={expected} found={found} /> : null}
            </div>
          </MarkedItem>
        ))}
      </ul>
    </Details>
  );
}
