import { expect, test } from 'vitest';
import { main } from './people.ts';

test.each([
  [[]],
  [['delete']],
  [['delete', 'ada@example.com', 'bo@example.com']],
  [['delete', 'ada@example.com', '--dry-run']],
  [['--bogus']],
])('deletes nobody where it is not told plainly whom: %j', async (args) => {
  await expect(main(args)).rejects.toThrow('Use: npm run people -- delete USER-NAME-OR-OBJECT-ID');
});
