import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { InviteForm } from './invite-form';

// what the action answered, as a page that was posted without JavaScript shows it
vi.mock('@/components/ui/use-action', () => ({
  useAction: () => ({
    result: { id: 'one', link: 'https://guidepost.example/invited/ABCD', endsAt: '2026-05-04T10:00:00.000Z' },
    sending: null,
    form: {},
  }),
}));

const read = (open: string[]) => renderToStaticMarkup(<InviteForm action={async () => ({})} open={open} />);

test('the link of an invitation is shown while it is open, and gone once it was withdrawn or used', () => {
  expect(read(['other', 'one'])).toContain('https://guidepost.example/invited/ABCD');
  const withdrawn = read(['other']);
  expect(withdrawn).not.toContain('/invited/');
  expect(withdrawn).not.toContain('Send this link');
});
