import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Choice } from './field';

const choices = { sencha: 'Sencha', oolong: 'Oolong' };
const shown = (defaultValue: string, problem?: string) =>
  renderToStaticMarkup(<Choice id="leaf" name="leaf" label="Leaf" {...{ choices, defaultValue, problem }} />);

test('one of a few is chosen, not typed', () => {
  expect(shown('oolong')).toContain('<option value="sencha">Sencha</option><option value="oolong" selected="">Oolong</option>');
  expect(shown('oolong')).not.toContain('<input');
  expect(shown('oolong', 'No.')).toContain('aria-invalid="true" aria-describedby="leaf-more"');
});

test('one that is no choice anymore is not silently changed into the first', () => {
  expect(shown('mint')).toContain('<option value="mint" selected="">mint</option>');
  expect(shown('')).toContain('<option value="" selected="">Choose one</option>');
});
