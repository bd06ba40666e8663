import { Outdated, Stumbled } from '@/components/ui/use-action';
import type { PressAnswer } from '@/lib/attendee/press';

/** Sends a press of the panel. @throws what useAction has a sentence for */
export async function sendPress(form: FormData): Promise<PressAnswer> {
  const response = await fetch('/api/press', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(form)),
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
  return answer;
}

/** Of a gateway or a guest network nothing has these. */
const isAnswer = (answer: unknown): answer is PressAnswer =>
  typeof answer === 'object' && answer !== null && 'at' in answer && 'problems' in answer && 'typed' in answer;
