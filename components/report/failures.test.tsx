import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Report } from '@/lib/report/report';
import { Failures } from './failures';

const counted = { service: 'Kettles', people: 2, times: 3 };

test.each<[Report['troubles'][number]['trouble'], string, string]>([
  ['throttled', 'It gets too many requests and asks Guidepost to slow down.', 'a service problem'],
  ['no-connection', 'Guidepost can’t reach it.', 'Guidepost or the network'],
  ['forbidden', 'Kettles doesn’t let your account read this.', 'the workshop’s setup'],
])('the report says what couldn’t be checked for its reader, and whose side it is likely on: %s', (trouble, words, side) => {
  const message = trouble === 'forbidden' ? words : 'It’s them, not you.';
  const html = renderToStaticMarkup(<Failures failures={[]} notYet={[]} troubles={[{ ...counted, trouble, message }]} />);
  expect(html).toContain(words);
  expect(html).toContain(side);
  expect(html).not.toContain('them, not you');
});
