// The whole table of faults, by `npm run faults`, which starts a database and a practice cloud for it.
import { writeFileSync } from 'node:fs';
import { db } from '@/lib/db';
import { bus } from '@/lib/progress/bus';
import { practiceHands } from '../hands';
import { type Cell, nameRequests } from './cell';
import { unneeded } from './exceptions';
import { runFollowed } from './followed';
import { openWorkshop } from './place';
import { badCell, markdown } from './report';
import { rowsOf } from './rows';
import { allDone, allGone, allWrong, nothingMade, onModelTrack, withOwnKey } from './stages';
import { type Result, runTable } from './table';

nameRequests();
const hands = await practiceHands();
const wanted = { hands, slug: await openWorkshop(hands, { sectionFourIn: 'own' }) };
const done = await allDone(wanted);
const stages = [
  done,
  await withOwnKey(wanted, done),
  await allGone(wanted),
  ...(await onModelTrack(wanted)),
  await nothingMade(wanted),
  await allWrong(wanted),
];
const [only] = process.argv.slice(2);
const rows = (await Promise.all(stages.map((stage) => rowsOf(stage)))).flat();
for (const { cells, usual, attendee } of rows) {
  const statuses = usual.findings.map((f) => f.outcome.status);
  console.log(`${attendee.person.name}, ${usual.step}: ${cells.length} cells, without a fault ${[...new Set(statuses)].join(', ')}`);
}
const isMeant = (c: Cell) => !only || new RegExp(only).test(`${c.stage}, ${c.step}, ${c.host}, ${c.kind.id}`);
const some = rows.map((row) => ({ ...row, cells: row.cells.filter(isMeant) }));
const total = some.reduce((n, row) => n + row.cells.length, 0);
console.log(`\n${total} cells, and those of what DSS does in its own time`);

const results: Result[] = [];
const onResult = (result: Result) => {
  results.push(result);
  if (results.length % 250 === 0) console.log(`${results.length} of ${total}`);
};
await runTable(hands, some, onResult);
await runFollowed(hands, done.attendee, { isMeant, onResult });
const bad = results.filter((r) => r.faults.length > 0);
const lines = bad.flatMap(badCell).sort();
if (!only) lines.push(...unneeded().map((why) => `an exception that no cell needs: ${why}`));
console.log(`\n${markdown(results)}\n\n${lines.join('\n')}\n\n${results.length} cells, ${bad.length} bad`);
const file = process.env['FAULTS_OUT'];
if (file) writeFileSync(file, `${lines.join('\n')}\n\n${markdown(results)}\n${results.length} cells, ${bad.length} bad\n`);
await bus().close();
await db().$disconnect();
process.exit(lines.length === 0 ? 0 : 1);
