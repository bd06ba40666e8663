import { randomUUID } from 'node:crypto';
import type { Press } from '@/lib/attendee/press';
import { type Answer, type Browser, Lost, Trouble } from './browser';
import { eventsOf } from './events';
import { fieldOf, formsIn, type PageForm } from './forms';
import { Pressed, State } from './told';

/** As a page tries again; see components/ui/live-source.ts. */
const againMs = 1500;

/** What a tab hears; several tabs of one person tell the same. */
export type Hear = (state: Partial<State>) => void;

/** A tab with a step's page in it, live. */
export class Tab {
  private readonly id = randomUUID();
  private panel: { step: string; fields: [string, string][] } | null = null;
  private values: Readonly<Record<string, string>> = {};
  /** Identifies the values, among others. */
  private held: string | undefined;
  private isOpen = true;
  private isListening = false;
  private readonly hear: Hear;

  constructor(
    private readonly browser: Browser,
    private readonly portal: string,
    private readonly slug: string,
    hear: Hear,
    private readonly pause: (ms: number) => Promise<void>,
  ) {
    this.hear = (state) => {
      if (state.values) {
        this.values = state.values;
        this.held = state.factsId;
      }
      hear(state);
    };
  }

  /** Opens a step's page, and goes live with the first. @throws Lost, Trouble */
  async open(step: string): Promise<void> {
    const url = `${this.portal}/w/${this.slug}/${step}`;
    const page = await this.browser.follow('page', url);
    const form = formsIn(page.text).find((one) => fieldOf(one, 'step') === step && one.buttons.some(({ name }) => name === 'press'));
    if (!form) return this.complain(`the page of ${step} has no panel (${page.url.pathname})`);
    this.panel = { step, fields: fieldsOf(form) };
    if (!this.isListening) void this.listen();
  }

  /** Presses a button of the panel, with what is in its fields. @throws Lost, Trouble */
  async press(press: Press, typed: Readonly<Record<string, string>>): Promise<Pressed> {
    if (!this.panel) throw new Error('No page is open.');
    const { step, fields } = this.panel;
    // what a service filled in since is in the page's fields, too
    const shown = Object.fromEntries(fields.map(([name, value]) => [name, this.values[name] ?? value]));
    const body = JSON.stringify({ ...shown, ...typed, press: JSON.stringify(press), tab: this.id, held: this.held });
    const headers = { 'content-type': 'application/json', accept: 'application/json', origin: this.portal };
    const answer = await this.browser.ask('press', `${this.portal}/api/press`, { method: 'POST', headers, body });
    const pressed = this.read(step, answer);
    this.browser.ledger.presses++;
    if (pressed.isFailure) this.complain(`a press on ${step} failed: ${pressed.note}`);
    if (pressed.hasSessionEnded) this.complain(`the session ended, on ${step}`);
    if (pressed.state) this.hear(pressed.state);
    return pressed;
  }

  /** All that the page may have missed. */
  async catchUp(): Promise<void> {
    const answer = await this.browser.ask('events', `${this.portal}/api/events?workshop=${this.slug}&now`, {
      headers: { accept: 'application/json' },
    });
    this.hear(State.parse(JSON.parse(answer.text)));
  }

  close(): void {
    this.isOpen = false;
  }

  private read(step: string, { text }: Answer): Pressed {
    try {
      return Pressed.parse(JSON.parse(text));
    } catch {
      return this.complain(`a press on ${step}: the answer cannot be read: ${text.slice(0, 300)}`);
    }
  }

  private async listen(): Promise<void> {
    this.isListening = true;
    for (let begun = 0; this.isOpen; begun++) {
      try {
        if (begun > 0) await this.catchUp();
        const body = await this.browser.stream(new URL(`${this.portal}/api/events?workshop=${this.slug}&tab=${this.id}`));
        for await (const { name, data } of eventsOf(body)) {
          if (name === 'news') this.hear(State.partial().parse(JSON.parse(data)));
          if (name === 'crowded') this.isOpen = false;
          if (!this.isOpen) break;
        }
      } catch (error) {
        if (!(error instanceof Lost || error instanceof Trouble || isCutOff(error))) throw error;
      }
      try {
        await this.pause(againMs);
      } catch {
        break; // the rehearsal is over
      }
    }
    this.isListening = false;
  }

  private complain(what: string): never {
    this.browser.ledger.error(this.browser.who, what);
    throw new Trouble(what);
  }
}

/** A stream that broke off: the portal, or the network, has let go. */
const isCutOff = (error: unknown): boolean => error instanceof Error && /abort|terminated|closed/i.test(`${error.name} ${error.message}`);

/** The panel's fields but for React's own and the secrets, which a browser keeps elsewhere. */
const fieldsOf = ({ fields }: PageForm): [string, string][] =>
  fields.filter(([name]) => !name.startsWith('$ACTION') && !/^(secret|origin)-/.test(name));
