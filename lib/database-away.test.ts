import { expect, test } from 'vitest';
import { isDatabaseAway } from './database-away';

const error = (more: Record<string, unknown>, message = 'm') => Object.assign(new Error(message), more);

test.each<[string, unknown]>([
  ['PostgreSQL is stopped', error({ code: '57P01' })],
  ['it crashed', error({ code: '57P02' })],
  ['it is starting up', error({ code: '57P03' })],
  ['a statement took too long', error({ code: '57014' })],
  ['its disk is full', error({ code: '53100' })],
  ['it has too many connections', error({ code: '53300' })],
  ['it is a standby after a failover', error({ code: '25006' })],
  ['two statements waited for each other', error({ code: '40P01' })],
  ['nobody listens at its port', error({ code: 'ECONNREFUSED', syscall: 'connect' })],
  ['a connection was reset', error({ code: 'ECONNRESET' })],
  ['a connection ended', new Error('Connection terminated unexpectedly')],
  ['the pool had none in time', new Error('timeout exceeded when trying to connect')],
  ['a new one took too long', new Error('Connection terminated due to connection timeout')],
  ['no answer came', new Error('Query read timeout')],
  ['a connection that broke was asked', new Error('Client has encountered a connection error and is not queryable')],
  ['Prisma could not reach it', error({ code: 'P1001' })],
  ['its adapter could not', error({ code: 'P2010', meta: { driverAdapterError: error({ cause: { kind: 'DatabaseNotReachable' } }) } })],
  ['its adapter was told so', error({ cause: { kind: 'postgres', code: '57P01' } })],
  ['something else failed because of it', error({ cause: error({ code: 'ECONNREFUSED' }) })],
])('%s: it is away', (_, e) => {
  expect(isDatabaseAway(e)).toBe(true);
});

test.each<[string, unknown]>([
  ['a statement of ours is wrong', error({ code: '42601' })],
  ['a row is there already', error({ code: '23505' })],
  ['Prisma found none', error({ code: 'P2025' })],
  ['our code is wrong', new TypeError('x is not a function')],
  ['it is no error', 'ECONNREFUSED'],
  ['it is nothing', null],
  ['codes that only begin alike', error({ code: '5300' }, 'the Connection terminated')],
])('%s: it is not', (_, e) => {
  expect(isDatabaseAway(e)).toBe(false);
});

test('a chain of causes that never ends is not followed for ever', () => {
  const circle = error({});
  circle.cause = circle;
  expect(isDatabaseAway(circle)).toBe(false);
});
