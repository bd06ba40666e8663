/** A sentence with more words is hard to read while doing something else. */
export const mostWords = 25;

export interface Sentence {
  text: string;
  /** Where it starts in the text that it is part of. */
  at: number;
  words: number;
}

/** The sentences of a text. One ends with its punctuation, where a capital letter, a digit or a quotation follows. */
export function sentencesOf(text: string): Sentence[] {
  const ends = [...text.matchAll(/[.!?…]["”’)]?\s+(?=["“‘(]?[\p{Lu}\d])/gu)].map((match) => match.index + match[0].length);
  return [0, ...ends].map((at, i) => {
    const sentence = text.slice(at, ends[i]);
    return { text: sentence.trim(), at, words: sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length };
  });
}

export const tooLong = (text: string): Sentence[] => sentencesOf(text).filter(({ words }) => words > mostWords);

/** What the author is told about a sentence. */
export const lengthWarning = ({ text, words }: Sentence): string => `${words} words in one sentence: “${text.slice(0, 60).trim()}…”`;
