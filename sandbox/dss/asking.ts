// For tests: the practice cloud's controls, and the API of its DSS by the administrator's key.

export const practice = process.env['CLOUD_ORIGIN'] ?? '';
// biome-ignore lint/suspicious/noExplicitAny: the practice cloud's answers, of which each test says what it expects
export type Any = any;

export const control = (path: string, body: unknown) =>
  fetch(`${practice}/_practice${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Asks as this account, unless a request says as whom; as `null`, the key itself. */
export const askingAs =
  (login: string) =>
  async (method: string, path: string, body?: unknown, as: string | null = login): Promise<{ status: number; body: Any }> => {
    const response = await fetch(`${practice}/dss.practice.example/public/api${path}`, {
      method,
      headers: { authorization: 'Bearer practice-dss-admin-key', ...(as ? { 'x-dku-proxyuser': as } : {}) },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text };
  };
