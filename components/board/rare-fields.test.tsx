import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RareFields } from './rare-fields';

const fields = [{ label: 'Sample table' }, { label: 'Python' }];
const shown = (title?: string, isOpen?: true) =>
  renderToStaticMarkup(
    <RareFields {...(title ? { title } : {})} fields={fields} isOpen={isOpen}>
      <input />
    </RareFields>,
  );

test('a fold says how many settings are in it, and which', () => {
  expect(shown()).toContain('Rarely changed (2)');
  expect(shown()).toContain('Sample table · Python');
});

test('a group that has no other settings is its fold, with no heading over it', () => {
  expect(shown('Recipes')).toMatch(/<summary[^>]*><b[^>]*>Recipes /);
});

test('a fold is open where something in it needs a look', () => {
  expect(shown('Recipes', true)).toMatch(/<details[^>]* open=""/);
  expect(shown('Recipes')).not.toMatch(/<details[^>]* open=""/);
});
