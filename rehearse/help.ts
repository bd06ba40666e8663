import type { Life } from './person';
import { atPortal } from './tries';

const thanks = 'Thank you, I try that now.';

/** What somebody says to the facilitators. */
export class Help {
  private hasAsked = false;
  private answersSeen = 0;

  constructor(private readonly life: Life) {}

  /** Asks, unless they have asked already. */
  async ask(words: string): Promise<void> {
    if (this.hasAsked) return;
    const { seat, ledger, member } = this.life;
    this.hasAsked = true;
    ledger.asked++;
    ledger.did(member.name, `asks for help: ${words}`);
    this.answersSeen = 0;
    await atPortal(this.life, () => seat.press({ kind: 'ask-for-help' }, { 'help-text': words }));
  }

  /** Says something to what a facilitator has answered. */
  async reply(): Promise<void> {
    const { seat, ledger, member } = this.life;
    if (!this.hasAsked || seat.answers() <= this.answersSeen) return;
    this.answersSeen = seat.answers();
    ledger.did(member.name, 'replies to an answer');
    await atPortal(this.life, () => seat.press({ kind: 'add-to-help' }, { 'help-more': thanks }));
  }

  async noLonger(): Promise<void> {
    if (!this.hasAsked) return;
    this.hasAsked = false;
    await atPortal(this.life, () => this.life.seat.press({ kind: 'end-help' }));
  }
}
