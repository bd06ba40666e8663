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
  if ([400, 404, 415].includes(response.status)) throw new Outdated();
  const id = response.headers.get('x-request-id');
  if (response.status >= 500 && id) throw new Stumbled(id);
  return await response.json(); // our own answer; a guest network's page is no JSON
}
