import { between, type Random } from './random';

// made up, and as mixed as at a conference; none of them is long enough to break a board, but one tries
const first =
  'Amara,Bruno,Chiara,Dmitri,Elif,Femi,Gita,Haruto,Imani,Jonas,Kateryna,Lior,Mei,Nils,Oluchi,Pavel,Quyen,Rosa,Søren,Tariq,Uma,Viktor,Wen,Ximena,Yusuf,Zofia'.split(
    ',',
  );
const last =
  'Abara,Bergström,Castellano,Duarte,Eriksen,Fontaine,Gallagher,Haddad,Ivanova,Jansen,Kowalczyk,Lindgren,Mbeki,Nakamura,Orellana,Petrović,Quintero,Rasmussen,Şahin,Takahashi,Underwood,Venkataraman,Wójcik,Yamada,Zimmermann-Papadopoulos'.split(
    ',',
  );

/** The part of an address that tells who belongs to a rehearsal; `--clean` goes by it. */
export const rehearsalDomain = 'rehearsal.practice.example';

const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/gi, 'o').replace(/ł/g, 'l').toLowerCase();

/** That many people, each with a different name and with the seed in their address: the same people for the same seed. */
export function peopleOf(seed: string, count: number, random: Random): { name: string; upn: string }[] {
  const [a, b] = [Math.floor(between(random, 0, first.length)), Math.floor(between(random, 0, last.length))];
  return Array.from({ length: count }, (_, i) => {
    const round = Math.floor(i / (first.length * last.length));
    // 26 and 25 have no common divisor, so no pair comes twice in a round
    const [given = '', family = ''] = [first[(a + i) % first.length], last[(b + i) % last.length]];
    const name = `${given} ${family}${round === 0 ? '' : ` ${'I'.repeat(Math.min(round + 1, 4))}`}`;
    return { name, upn: `${plain(name).replace(/[^a-z]+/g, '.')}.${seed}@${rehearsalDomain}` };
  });
}
