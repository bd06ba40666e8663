'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Clock } from '@/components/ui/clock';
import { useAction } from '@/components/ui/use-action';
import type { Room, TogetherLine } from '@/lib/room/room';
import { isForThemToFix } from '@/lib/together/side';
import { type Answer, failed, noAnswer } from './answer';
import { type RoomStep, stepName, useRoom } from './room';
import { howMany, sideInShort, sideWords, toWhom, whatFailed } from './together-words';

interface Props {
  room: Room;
  steps: readonly RoomStep[];
  /** The path of the workshop's pages for facilitators. */
  base: string;
  /** Tells exactly the people on a line what to do, or that it's us. */
  tell: (key: string, previous: Answer, form: FormData) => Promise<Answer>;
  className?: string;
}

/** What fails for several people in the same way: one line each, most people first. A line unfolds to whose side it is, and who they are. */
export function Together({ room, steps, base, tell, className }: Props) {
  const { together, standing } = useRoom(room);
  return (
    <section aria-label="Same failure for several people" aria-live="polite" className={className}>
      <ul
        hidden={together.length === 0}
        data-status="wrong"
        className="mt-3 rounded-lg border border-tone bg-tone-soft text-sm [&>li+li]:border-t [&>li+li]:border-tone"
      >
        {together.map((line) => (
          <Line key={line.key} {...{ line, steps, base, tell }} />
        ))}
      </ul>
      {standing
        .filter(({ isOver }) => isOver)
        .map(({ id, text, people }) => (
          <Banner key={id} className="mt-3 mb-0! flex flex-wrap gap-x-4 py-2!">
            <span className="min-w-0 flex-1 truncate max-wide:basis-full max-wide:whitespace-normal" title={text}>
              This may be over: {people === 1 ? 'one person still reads' : `${people} people still read`} “{text}”
            </span>
            <a href={`${base}/help#announcements`}>End the announcement</a>
          </Banner>
        ))}
    </section>
  );
}

function Line({ line, steps, base, tell }: Pick<Props, 'steps' | 'base' | 'tell'> & { line: TogetherLine }) {
  const { kind, people, count, step, code, said, since, side, remedy } = line;
  const where = step ? stepName(steps, step) : 'several steps';
  const what = whatFailed(line);
  const more = code && !what.includes(code) ? code : said;
  return (
    <li className="group/line flex flex-wrap items-baseline gap-x-4 gap-y-2 px-4 py-2">
      <details className="group/fold min-w-0 flex-1 max-wide:basis-full">
        <summary>
          <span className="block truncate wrap-anywhere group-open/fold:whitespace-normal print:whitespace-normal">
            <b className="text-tone">{howMany(line, where)}</b>
            {` (likely ${sideInShort[side]}): ${what}${more ? ` (${more})` : ''}`}
          </span>
        </summary>
        <div className="mt-1 ml-[1.25em]">
          <p>
            Since <Clock at={Date.parse(since)} />
            {kind === 'outage' ? `, on ${where}` : ''}. {sideWords[side]}
          </p>
          {isForThemToFix(side) && remedy ? <p className="wrap-anywhere">They read: “{remedy}”</p> : null}
          <ul className="mt-1 columns-2 wide:columns-4">
            {people.map(({ id, name }) => (
              <li key={id}>
                <a href={`${base}/${id}`} className="text-ink">
                  {name}
                </a>
              </li>
            ))}
            {count > people.length ? <li>and {count - people.length} others</li> : null}
          </ul>
        </div>
      </details>
      {/* on a phone, the line alone until it is unfolded */}
      <div className="max-wide:hidden max-wide:group-has-[details[open]]/line:block">
        <Tell key={line.told} line={line} tell={tell} />
      </div>
    </li>
  );
}

function Tell({ line: { key, count, told, side, toldAt }, tell }: { line: TogetherLine; tell: Props['tell'] }) {
  const { result, sending, form } = useAction((previous: Answer, data: FormData) => tell(key, previous, data), {
    initial: noAnswer,
    failed,
  });
  if (toldAt)
    return (
      <span>
        Told at <Clock at={Date.parse(toldAt)} /> {isForThemToFix(side) ? 'what to do' : 'that it’s us'}.
      </span>
    );
  return (
    <form {...form} className="flex flex-wrap items-center gap-2">
      <Button look="small" disabled={sending !== null}>
        Tell {toWhom({ count, told })}: {isForThemToFix(side) ? 'how to fix it' : '“It’s us, hold on”'}
      </Button>
      <span aria-live="polite">{result.note}</span>
    </form>
  );
}
