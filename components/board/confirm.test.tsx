import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Confirm } from './confirm';

const shown = (isDestructive?: boolean) =>
  renderToStaticMarkup(
    <Confirm act="Delete the workshop" isDestructive={isDestructive ?? false} action={async () => undefined}>
      This can’t be undone.
    </Confirm>,
  );

test('an act that deletes looks unlike any other, before it is asked for and after', () => {
  const [deleting, usual] = [shown(true), shown()];
  expect(deleting).toMatch(/<summary[^>]*text-danger/);
  expect(deleting).toMatch(/<button[^>]*bg-danger[^>]*>Yes, delete the workshop/);
  expect(usual).not.toContain('danger');
});
