import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import ApprovedPage from './page';

test('a page that any link can lead to does not claim that consent was given', () => {
  const said = renderToStaticMarkup(<ApprovedPage />);
  expect(said).not.toMatch(/is recorded|Microsoft says/);
  expect(said).toContain('If you have just accepted');
  expect(said).toContain('This page isn’t proof');
});
