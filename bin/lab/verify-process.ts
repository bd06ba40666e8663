// Started by writing-a-lab.test.ts in a copy of the project: verifies all steps of a lab, as the portal does at a press.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allSteps, type Lab } from '@/lib/lab/lab';
import { runChecks } from '@/lib/lab/run';

const [file = '', known = '{}'] = process.argv.slice(2);
const { default: lab }: { default: Lab } = await import(pathToFileURL(resolve(file)).href);
const reports = await Promise.all(
  allSteps(lab).map((step) => runChecks(lab, step, { tokenFor: async () => 'a-token', isClick: true }, JSON.parse(known))),
);
console.log(JSON.stringify(reports.flatMap(({ findings }) => findings.map(({ checkId, outcome }) => [checkId, outcome]))));
