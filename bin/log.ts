import { pino } from 'pino';

/** Lines of the portal's own server, in the shape of those of lib/log.ts. Paths come without their query: it may hold a code. */
export const serverLog = () => pino({ level: process.env['LOG_LEVEL'] || 'info', base: { app: 'guidepost' } });

export type ServerLog = Pick<pino.Logger, 'warn'>;

export const pathOf = (url = ''): string => (url.split('?')[0] ?? '').slice(0, 200);
