import { expect, test } from 'vitest';
import { seat } from './seats';

test('of seven streams of one person the oldest makes room, for a minute; another person’s are left alone', () => {
  const ended: string[] = [];
  const open = (person: string, name: string) => {
    const leave = seat(person, (pauseMs) => {
      ended.push(`${name} for ${pauseMs / 1000} s`);
      leave();
    });
    return leave;
  };
  const leaves = Array.from({ length: 6 }, (_, i) => open('ada', `ada ${i + 1}`));
  open('bo', 'bo 1');
  expect(ended).toEqual([]);
  open('ada', 'ada 7');
  expect(ended).toEqual(['ada 1 for 60 s']);
  leaves[3]?.();
  open('ada', 'ada 8');
  expect(ended).toHaveLength(1);
  open('ada', 'ada 9');
  expect(ended).toEqual(['ada 1 for 60 s', 'ada 2 for 60 s']);
});
