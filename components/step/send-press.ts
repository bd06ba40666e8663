import { Outdated, Stumbled } from '@/components/ui/use-action';
import type { PressAnswer } from '@/lib/attendee/press';
import type { AttendeeState, BriefState } from '@/lib/attendee/state';

/**
 * Sends a press of the panel.
 * @param held the state that the page has, whose facts the answer need not repeat
 * @throws what useAction has a sentence for
 */
export async function sendPress(form: FormData, { factsId, values, links, origins }: AttendeeState): Promise<PressAnswer> {
  const response = await fetch('/api/press', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...Object.fromEntries(form), held: factsId }),
  });
  const isOurs = new URL(response.url).origin === location.origin;
  if (response.redirected && isOurs) {
    location.assign(response.url);
    return new Promise(() => undefined); // the page goes
  }
  const id = response.headers.get('x-request-id'); // which every answer of the portal's has
  if (id && [400, 404, 415].includes(response.status)) throw new Outdated();
  if (id && response.status >= 500) throw new Stumbled(id);
  const answer: unknown = await response.json(); // a guest network's page is no JSON
  if (![200, 401].includes(response.status) || !isAnswer(answer)) throw new Error(`Something else answered, with ${response.status}.`);
  const { state, ...rest } = answer;
  return state ? { ...rest, state: { values, links, origins, ...state } } : rest;
}

/** Of a gateway or a guest network nothing has these. */
const isAnswer = (answer: unknown): answer is PressAnswer<BriefState> =>
  typeof answer === 'object' && answer !== null && 'at' in answer && 'problems' in answer && 'typed' in answer;
