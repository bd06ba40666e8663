import type { Press } from '@/lib/attendee/press';
import type { Member } from '@/lib/lab/practice';
import { type Browser, Trouble } from './browser';
import { fieldOf, formsIn } from './forms';
import { portalForm, signIn } from './sign-in';
import { Tab } from './tab';
import { type Pressed, type Row, rowsOf, type State } from './told';

/** How a step stands for somebody who looks at its page. */
export interface Standing {
  status: string;
  /** What is not green. */
  rows: Row[];
}

/** Somebody's place in the workshop: all that they do there is what a browser would do. */
export interface Seat {
  /** Signs in and joins; with a wrong code first, where there is one. @throws Lost, Trouble */
  arrive: (code: string, track: string, wrong: string | null) => Promise<void>;
  open: (step: string) => Promise<void>;
  press: (press: Press, typed?: Readonly<Record<string, string>>) => Promise<Pressed>;
  standing: (step: string) => Standing;
  /** How often a facilitator has answered their present request for help. */
  answers: () => number;
  /** Waits until something of the step's standing changes, for so long at most. */
  untilNews: (ms: number) => Promise<void>;
  /** By a row's button: signs in once more, or consents, and is on the step's page again. @throws TurnedAway, Lost, Trouble */
  signInAgain: (step: string, way: string) => Promise<void>;
  /** The same step in another tab, and a press there. */
  pressInAnotherTab: (step: string) => Promise<void>;
  loseNetwork: (ms: number) => Promise<void>;
  leave: () => void;
}

const notSeen: Standing = { status: 'open', rows: [] };

/** A seat at a portal that is up. @param sleep by the rehearsal's clock @param pause by real time, as the portal counts */
export function seatAt(
  portal: string,
  slug: string,
  who: Member,
  browser: Browser,
  sleep: (ms: number) => Promise<void>,
  pause: (ms: number) => Promise<void>,
): Seat {
  const standings = new Map<string, Standing>();
  const waiting = new Set<() => void>();
  let answers = 0;
  const hear = ({ steps = {}, help }: Partial<State>) => {
    if (help) answers = help.request?.replies.filter(({ by }) => by === 'facilitator').length ?? 0;
    for (const [step, told] of Object.entries(steps)) standings.set(step, { status: told.status, rows: rowsOf(told) });
    if (Object.keys(steps).length > 0) for (const wake of [...waiting]) wake();
  };
  const tab = () => new Tab(browser, portal, slug, hear, pause);
  const own = tab();

  return {
    async arrive(code, track, wrong) {
      let page = await signIn(browser, portal, `/join/${wrong ?? code}`, who.upn);
      if (wrong !== null) page = await browser.follow('page', `${portal}/join/${code}`);
      const isIn = (path: string) => path.startsWith(`/w/${slug}`);
      if (!isIn(page.url.pathname)) {
        const form = formsIn(page.text).find((one) => fieldOf(one, 'code') !== undefined);
        if (!form) throw refused(browser, `the page of the join code has nothing to join with (${page.url.pathname})`);
        const joined = await browser.follow('page', page.url, portalForm(portal, form, { track }));
        if (!isIn(joined.url.pathname)) throw refused(browser, `joining led to ${joined.url.pathname}`);
      }
      await own.catchUp(); // somebody may have been here before
    },

    open: (step) => own.open(step),
    press: (press, typed = {}) => own.press(press, typed),
    standing: (step) => standings.get(step) ?? notSeen,
    answers: () => answers,

    async untilNews(ms) {
      let wake: () => void = () => undefined;
      const news = new Promise<void>((done) => {
        wake = done;
      });
      waiting.add(wake);
      await Promise.race([sleep(ms), news]).finally(() => waiting.delete(wake));
    },

    async signInAgain(step, way) {
      await signIn(browser, portal, `/w/${slug}/${step}`, who.upn, way === 'consent');
      await own.open(step);
    },

    async pressInAnotherTab(step) {
      const second = tab();
      try {
        await second.open(step);
        // in both tabs at once: one of them gets the other's answer
        await Promise.all([second.press({ kind: 'verify' }, {}), own.press({ kind: 'verify' }, {})]);
      } finally {
        second.close();
      }
    },

    async loseNetwork(ms) {
      browser.lose();
      try {
        await sleep(ms);
      } finally {
        browser.regain();
      }
    },

    leave: () => own.close(),
  };
}

function refused({ ledger, who }: Browser, what: string): Trouble {
  ledger.error(who, what);
  return new Trouble(what);
}
