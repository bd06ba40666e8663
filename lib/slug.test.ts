import { expect, test } from 'vitest';
import { slugOf } from './slug';

test.each([
  ['Thursday, Zürich', 'thursday-zurich'],
  ['Emre Yıldız', 'emre-yildiz'],
  ['Łukasz Żółć', 'lukasz-zolc'],
  ['Søren McDonald', 'soren-mcdonald'],
  ['Иван Петров', 'ivan-petrov'],
  ['  —  ', ''],
])('the slug of %s', (text, slug) => {
  expect(slugOf(text)).toBe(slug);
});
