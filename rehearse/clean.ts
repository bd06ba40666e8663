import type { PracticeCloud } from '@/lib/lab/practice';
import type { Facilitator } from './facilitator';
import { formsIn } from './forms';
import { rehearsalDomain } from './names';
import { portalForm } from './sign-in';

/**
 * Removes everybody whom rehearsals brought: from the workshop, as its facilitator would, and from the practice cloud, with all that is
 * theirs there.
 * @returns the exit code
 */
export async function clean(
  { attendees, browser }: Facilitator,
  portal: string,
  slug: string,
  cloud: PracticeCloud,
  tell: (line: string) => void,
): Promise<number> {
  const theirs = (await attendees()).filter(({ userName }) => userName.endsWith(`@${rehearsalDomain}`));
  const left: string[] = [];
  for (const { id, name } of theirs) {
    const page = await browser.ask('page', `${portal}/facilitate/${slug}/${id}`);
    const form = formsIn(page.text).find(({ buttons }) => buttons.some(({ label }) => label.startsWith('Yes, remove')));
    if (form) await browser.ask('page', page.url, portalForm(portal, form));
    else left.push(name);
  }
  const { removed } = (await cloud.practice('/people/remove', { domain: rehearsalDomain })) as { removed: number }; // our own control
  tell(`${theirs.length - left.length} removed from the workshop, ${removed} from the practice cloud with everything they made.`);
  if (left.length > 0) tell(`Couldn't remove these, because their pages have no button for it: ${left.join(', ')}.`);
  return left.length > 0 ? 2 : 0;
}
