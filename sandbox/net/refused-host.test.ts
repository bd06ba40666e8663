import { expect, test } from 'vitest';
import { refuseHost, refuseTunnel } from './refused-host.ts';

test('a refused tunnel says which host it is and names NO_PROXY, in the line that every client shows', () => {
  const [line = '', ...rest] = refuseTunnel('pypi.example').split('\r\n');
  expect(line).toBe('HTTP/1.1 502 The practice cloud does not simulate pypi.example. To reach the real one, add it to NO_PROXY.');
  expect(rest.at(-1)).toContain('NO_PROXY');
});

test('a host’s name cannot add lines of its own', () => {
  expect(refuseTunnel('a\r\nX-Evil: 1\r\n').split('\r\n')[0]).toContain('aX-Evil:1.');
});

test('so does a plain request', async () => {
  const answer = refuseHost('nowhere.example');
  expect([answer.status, await answer.text()]).toEqual([502, expect.stringMatching(/nowhere\.example.*NO_PROXY/)]);
});
