import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { TrackChoice } from './track-choice';

const whole = { title: 'Whole lab', forWhom: 'You are new.' };
const part = { title: 'Model only', forWhom: 'You know it.' };
const shown = (tracks: Record<string, typeof whole>) =>
  renderToStaticMarkup(<TrackChoice workshop="w" tracks={tracks} current="whole" action={async () => undefined} />);

test('tracks are mentioned where there is a choice of them', () => {
  expect(shown({ whole, part })).toContain('Switch track');
  expect(shown({ whole })).toBe('');
});
