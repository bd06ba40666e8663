import { expect, test } from 'vitest';
import { seat } from './seats';

test('of seven streams of one person the oldest makes room; another person’s are left alone', () => {
  const ended: string[] = [];
  const open = (person: string, name: string) => {
    const leave = seat(person, () => {
      ended.push(name);
      leave();
    });
    return leave;
  };
  const leaves = Array.from({ length: 6 }, (_, i) => open('ada', `ada ${i + 1}`));
  open('bo', 'bo 1');
  expect(ended).toEqual([]);
  open('ada', 'ada 7');
  expect(ended).toEqual(['ada 1']);
  leaves[3]?.();
  open('ada', 'ada 8');
  expect(ended).toHaveLength(1);
  open('ada', 'ada 9');
  expect(ended).toEqual(['ada 1', 'ada 2']);
});
