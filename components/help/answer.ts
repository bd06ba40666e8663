/** What an action of the help page answers. */
export interface Answer {
  /** Differs for each, so that the same words are announced again. */
  at: number;
  note?: string;
  tone?: 'bad' | 'done';
  /** Who was on it when the note was written; once somebody else is, it is old news. */
  onIt?: string | null;
  /** What is wrong with the words that were typed. */
  problem?: string;
  /** What was typed, where it was not taken. */
  typed?: Record<string, string>;
}

export const noAnswer: Answer = { at: 0 };

export const failed = (_: Answer, note: string): Answer => ({ at: Date.now(), note, tone: 'bad' });
