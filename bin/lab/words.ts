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

/** Wordings that people stumble over, each with what to write instead. Where something is, is said by name: on a phone it is elsewhere. */
const stumbles: readonly (readonly [RegExp, string])[] = [
  [/\b(?:beside|above|below)\b/i, 'say where by name, such as “in the panel”'],
  [/\bmend(?:s|ed)?\b/i, 'fix'],
  [/\b(?:of yours|of theirs)\b/i, 'your, their'],
  [/\bfor want of\b/i, 'without'],
  [/\bas asked\b/i, 'as on this page'],
  [/\bin the way\b(?! that)/i, 'Troubleshooting, or what is wrong'],
  [/\b(?:get|gets|got|went|ran) through\b/i, 'failed, or ran'],
  [/\b(?:another|a) look\b|\blook(?:s|ed|ing)? (?:at|into|whether)\b/i, 'check'],
  [/\b(?:none such|for one thing|not your doing|no way round)\b/i, 'say it plainly'],
  [/\bwith which\b/i, 'a shorter sentence'],
  [/\btake the key\b/i, 'reject the key'],
  [/\bany more(?=[.,:;?!]|$)/i, 'anymore'],
  [
    /\b(?:afterwards|towards|whilst|spelt|e-mails?|licences?|greys?|greyed|colours?|behaviours?|(?:organ|recogn|summar)is\w+)\b/i,
    'American spelling',
  ],
  [/\bin place of\b/i, 'instead of'],
  [/\bof (?:which|whom)\b|\brespectively\b/i, 'two sentences'],
  [/\bkn(?:own?|ows|ew) of\b/i, 'know about'],
  [/\banew\b/i, 'again'],
  [/\b(?:be|is|are|was|were) through\b/i, 'finished'],
];

/** What to change about the wording of a text, one for each kind of stumble. */
export const stumblesIn = (text: string): string[] =>
  stumbles.flatMap(([pattern, instead]) => {
    const [found] = pattern.exec(text) ?? [];
    return found ? [`“${found}” is hard to read: ${instead}`] : [];
  });
