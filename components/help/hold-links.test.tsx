import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Announcer } from './announcer';
import { chosenBy, HoldLinks } from './hold-links';

const step = { slug: 'brew', number: '1.2', title: 'Brew', checks: [] };

test.each([
  ['Hold the room at step 1.2', 'Stay at a step'],
  ['Move it on from step 1.2', 'Go on from a step'],
])('%s leads to the form with what it says chosen: %s, for whoever is on that step', (link, kind) => {
  const links = renderToStaticMarkup(<HoldLinks slug="tuesday" step={step} />).replaceAll('&amp;', '&');
  const [, href = ''] = new RegExp(`href="([^"]*)">${link}<`).exec(links) ?? [];
  const { pathname, searchParams, hash } = new URL(href, 'http://portal.example');
  expect([pathname, hash]).toEqual(['/facilitate/tuesday/help', '#announce']);
  const begun = chosenBy(Object.fromEntries(searchParams), [step]);
  const form = renderToStaticMarkup(<Announcer steps={[step]} stuck="" say={async (last) => last} begun={begun} />);
  for (const chosen of [kind, 'Anyone on the step, now or later', '1.2 Brew'])
    expect(form).toMatch(new RegExp(`<option[^>]*selected=""[^>]*>${chosen}</option>`));
});

test.each([
  [
    { kind: 'Call 555 at once', step: 'brew' },
    { kind: undefined, step: 'brew' },
  ],
  [
    { kind: '__proto__', step: 'constructor' },
    { kind: undefined, step: '' },
  ],
  [
    { kind: ['hold', 'go-on'], step: ['brew'] },
    { kind: undefined, step: '' },
  ],
  [{}, { kind: undefined, step: '' }],
])('of an address with %j nothing is chosen that cannot be', (sent, chosen) => {
  expect(chosenBy(sent, [step])).toEqual(chosen);
});
