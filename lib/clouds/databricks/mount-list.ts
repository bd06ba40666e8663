import { z } from 'zod';
import { parseJson } from '../answer';

export interface Mount {
  mountPoint: string;
  source: string;
}

/** What a command answered: `data` of a text; `summary` and `cause` of an error, the first with tags and colors for a page. */
export interface Results {
  resultType: string;
  data?: unknown;
  summary?: string | null | undefined;
  cause?: string | null | undefined;
}

const Mounts = z.array(z.object({ mountPoint: z.string(), source: z.string() }));
const longestSaid = 300;

/** What the snippet printed, after whatever warnings came before it; some versions put `Out[1]: ` in front. Null: that is no such list. */
export function mountsIn(results: Results | null | undefined): Mount[] | null {
  if (results?.resultType !== 'text' || typeof results.data !== 'string') return null;
  const lines = results.data.split('\n').map((line) => line.trim().replace(/^Out\[\d{1,6}\]: ?/, ''));
  const found = Mounts.safeParse(parseJson(lines.findLast((line) => line.startsWith('[')) ?? ''));
  return found.success ? found.data : null;
}

/** Why there is no list: the first line of what Python said, without what is for a page or a terminal. */
export function whyIn(results: Results | null | undefined): string {
  const said = results?.summary || results?.cause || (results?.resultType === 'text' ? results.data : '');
  const plain = String(said ?? '')
    .slice(0, 5000)
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colors of a terminal begin with one
    .replace(/\u001b\[[\d;]{0,20}m/g, '');
  const [line] = plain.split('\n').filter((text) => text.trim());
  return line?.trim().slice(0, longestSaid) || 'no answer';
}
