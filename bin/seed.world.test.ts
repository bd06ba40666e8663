// The practice workshop of a database that has one already.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { root, tsx } from './install.mjs';

afterAll(() => db().$disconnect());

test('the join code that is told is the one of today, though it was renewed', async () => {
  const rehearsed = allLabs().filter((lab) => lab.practice);
  const joinCode = randomUUID();
  const slugs = rehearsed.map((lab, i) => (i === 0 ? 'practice' : `practice-${lab.id}`));
  for (const [i, lab] of rehearsed.entries())
    await db().workshop.create({
      data: {
        slug: slugs[i] ?? '',
        lab: lab.id,
        title: 'T',
        joinCode: i === 0 ? joinCode : randomUUID(),
        isPractice: true,
        settings: {},
      },
    });
  const { stdout } = await promisify(execFile)(process.execPath, [...tsx(), join(root, 'prisma', 'seed.ts')], { env: process.env });
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({ joinCode, board: '/facilitate/practice' });
  await db().workshop.deleteMany({ where: { slug: { in: slugs } } });
}, 60_000);
