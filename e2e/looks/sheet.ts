export interface Taken {
  title: string;
  look: string;
  file: string;
  width: number;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** One HTML page with all screenshots; each opens in full. */
export function sheetOf(taken: readonly Taken[], on: string): string {
  const titles = [...new Set(taken.map((t) => t.title))];
  const figure = ({ look, file, width, title }: Taken) =>
    `<figure style="width:${Math.min(width, 1280) / 4}px"><a href="${file}"><img loading="lazy" src="${file}" alt="${escaped(`${title}, ${look}`)}"></a><figcaption>${escaped(look)}</figcaption></figure>`;
  const section = (title: string) =>
    `<h2>${escaped(title)}</h2><div>${taken
      .filter((t) => t.title === title)
      .map(figure)
      .join('')}</div>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Guidepost, looked at</title>
<style>body{font:14px/1.5 system-ui,sans-serif;margin:24px;background:#ddd;color:#111}div{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}figure{margin:0}img{width:100%;border:1px solid #999;display:block}</style>
<h1>Guidepost, looked at</h1><p>${escaped(on)}</p>${titles.map(section).join('\n')}</html>\n`;
}
