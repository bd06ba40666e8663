/** Numbers from 0 to 1, the same ones for the same words. */
export type Random = () => number;

/** A generator for whatever the words name: what one person does depends on no other person, and not on when it is asked. */
export function randomFor(...words: (string | number)[]): Random {
  let state = 2_166_136_261; // FNV-1a of the words, then mulberry32
  for (const char of words.join('\u0000')) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const isHit = (random: Random, chance: number): boolean => random() < chance;
export const between = (random: Random, low: number, high: number): number => low + random() * (high - low);

/** One of them; undefined where there is none. */
export const oneOf = <T>(random: Random, all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
