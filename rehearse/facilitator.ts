import { z } from 'zod';
import { Plain } from '@/bin/plain.mjs';
import { Browser, TurnedAway } from './browser';
import { fieldOf, formsIn } from './forms';
import type { Ledger } from './ledger';
import { signIn } from './sign-in';

/** The workshop's facilitator, who looks at its board all the time. */
export interface Facilitator {
  name: string;
  joinCode: string;
  /** The board's page, as it was at first. */
  board: string;
  browser: Browser;
  /** Everybody on the board. */
  attendees: () => Promise<{ id: string; name: string; userName: string }[]>;
  /** The workshop's settings, by name, as their form shows them. */
  settings: () => Promise<Record<string, string>>;
  /** Loads the board's page, as one does again and again. */
  look: () => Promise<void>;
}

const Board = z.object({ rows: z.array(z.object({ id: z.string(), name: z.string(), userName: z.string() })) });

/** The join link that a board shows. */
const codeIn = (html: string): string | undefined => /\/join\/([A-Z0-9-]{4,20})/.exec(html)?.[1];

/**
 * Signs in who may run workshops, one after the other, until somebody's board of this workshop opens.
 * @returns null if nobody's does, or nobody can join
 * @throws Plain where Entra ID lets none of them sign in
 */
export async function findFacilitator(
  portal: string,
  slug: string,
  people: readonly { name: string; upn: string }[],
  ledger: Ledger,
  over: AbortSignal,
): Promise<Facilitator | null> {
  const board = `/facilitate/${slug}`;
  for (const { name, upn } of people) {
    const browser = new Browser(name, ledger, over);
    await signIn(browser, portal, '/', upn).catch(whyNot(name));
    const answer = await browser.ask('board', `${portal}${board}`, {}, [403, 404]);
    const joinCode = answer.status === 200 ? codeIn(answer.text) : undefined;
    if (!joinCode) continue;
    return {
      name,
      joinCode,
      board: answer.text,
      browser,
      look: async () => void (await browser.ask('board', `${portal}${board}`)),
      async settings() {
        const { text } = await browser.ask('board', `${portal}${board}/settings`);
        return Object.fromEntries(formsIn(text).find((form) => fieldOf(form, 'lab') !== undefined)?.fields ?? []);
      },
      async attendees() {
        const { text } = await browser.ask('events', `${portal}/api/events?board=${slug}&now`, { headers: { accept: 'application/json' } });
        return Board.parse(JSON.parse(text)).rows;
      },
    };
  }
  return null;
}

const whyNot = (name: string) => (error: unknown) => {
  if (!(error instanceof TurnedAway)) throw error;
  throw new Plain(`${name} can’t sign in. Entra ID says: ${error.message}. In this tenant an administrator consents for everybody first, with
the link in a workshop’s settings; in the practice cloud it can be allowed at /_practice/.`);
};
