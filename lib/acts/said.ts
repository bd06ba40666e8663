/** The result of an act, for the facilitator who did it: a sentence, with what to do if it had no effect. */
export interface Said {
  note: string;
  tone: 'done' | 'bad';
}

export const bad = (note: string): Said => ({ note, tone: 'bad' });
export const done = (note: string): Said => ({ note, tone: 'done' });
