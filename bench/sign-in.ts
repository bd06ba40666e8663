/** Signs in `n` new people at once from one address, over HTTP, with the forms on the pages. @returns how many failed */
export async function signInMany(portal: string, n: number): Promise<number> {
  const results = await Promise.all(Array.from({ length: n }, (_, i) => signIn(portal, `Rush ${i} Hour`).catch(() => false)));
  return results.filter((ok) => !ok).length;
}

/** A browser's cookies for both hosts, which share `localhost` in practice mode. */
class Jar {
  private readonly cookies = new Map<string, string>();
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return response;
  }
  has(part: string): boolean {
    return [...this.cookies].some(([name, value]) => name.includes(part) && value !== '');
  }
}

const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#x27;', "'");
const hidden = (html: string) =>
  [...html.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?\/>/g)].map(
    ([, name = '', value = '']) => [plain(name), plain(value)] as const,
  );

async function signIn(portal: string, name: string): Promise<boolean> {
  const jar = new Jar();
  const form = new FormData();
  for (const [k, v] of hidden(await (await jar.fetch(`${portal}/sign-in`)).text())) form.set(k, v);
  const begun = await jar.fetch(`${portal}/sign-in`, { method: 'POST', body: form, headers: { origin: portal } });
  const entra = begun.headers.get('location') ?? '';
  const { origin } = new URL(entra);
  const picker = (await jar.fetch(entra)).headers.get('location') ?? '';
  const back = new URL(picker, origin).searchParams.get('return') ?? '';
  await jar.fetch(new URL('/login.microsoftonline.com/practice/account', origin).href, {
    method: 'POST',
    body: new URLSearchParams({ name, return: back }),
    headers: { origin },
  });
  const consent = await (await jar.fetch(new URL(back, origin).href)).text();
  const query = hidden(consent).find(([k]) => k === 'query')?.[1] ?? '';
  const granted = await jar.fetch(new URL('/login.microsoftonline.com/practice/consent', origin).href, {
    method: 'POST',
    body: new URLSearchParams({ query, decision: 'accept' }),
    headers: { origin },
  });
  await jar.fetch(granted.headers.get('location') ?? '');
  return jar.has('session-token');
}
