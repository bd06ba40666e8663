import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProjectCopy } from '../project-copy';

const copy = new ProjectCopy();
afterAll(() => copy.discard());
const step = 'labs/my-lab/steps/first-step';
const change = (file: string, from: string, to: string) => {
  expect(copy.read(file)).toContain(from);
  copy.write(file, copy.read(file).replace(from, to));
};
/** What lint says of the lab, without its last line. */
async function lines() {
  const { exitCode, stdout } = await copy.lab('lint', 'my-lab');
  return { exitCode, findings: stdout.split('\n').slice(0, -1) };
}

beforeAll(async () => {
  expect(await copy.lab('new', 'my-lab')).toMatchObject({ exitCode: 0 });
  cpSync(join(copy.folder, 'labs/my-lab'), join(copy.folder, 'fresh'), { recursive: true });
});

/** As lint reports them: by file and line, and within a line in the order they were found. */
const byFile = (a: string, b: string) => {
  const [[fileA = '', lineA = ''] = [], [fileB = '', lineB = ''] = []] = [a, b].map((finding) => finding.split(/[: ]/));
  return fileA < fileB ? -1 : fileA > fileB ? 1 : Number(lineA) - Number(lineB);
};

function renew() {
  rmSync(join(copy.folder, 'labs/my-lab'), { recursive: true });
  cpSync(join(copy.folder, 'fresh'), join(copy.folder, 'labs/my-lab'), { recursive: true });
}

test('a new lab has nothing to fix, nor have the labs that come with Guidepost', async () => {
  expect(await lines()).toEqual({ exitCode: 0, findings: [] });
  expect(await copy.lab('lint')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('0 mistakes') });
});

test('every mistake in a text is told with its line', async () => {
  renew();
  copy.write(
    `${step}/text.md`,
    [
      'See :value[nobody] and :setting[nothing].',
      '',
      'Then :step[no-step] in :console{to=moon}.',
      '![A button](button.png) ![Elsewhere](https://example.com/a.png)',
      '',
      ':::warning',
      'x',
      ':::',
      '',
      '::picture{name=moon}',
      '',
      `A sentence ${'of words '.repeat(13)}ends.`,
    ].join('\n'),
  );
  expect(await lines()).toEqual({
    exitCode: 1,
    findings: [
      `${step}/text.md:1 there is no value or setting named "nobody"`,
      `${step}/text.md:1 there is no value or setting named "nothing"`,
      `${step}/text.md:3 there is no step "no-step"`,
      `${step}/text.md:3 there is no console named "moon"`,
      `${step}/text.md:4:1 there is no picture "button.png" in this folder`,
      `${step}/text.md:6 there is no directive named "warning"`,
      `${step}/text.md:10 there is no picture named "moon"`,
      expect.stringMatching(/text\.md:12 warning: 29 words in one sentence: “A sentence of words/),
    ],
  });
});

test.each<[string, string | Buffer, string]>([
  ['that is empty', ' \n', ':1 is empty'],
  ['in another encoding', Buffer.from('Fine.\n\nCaf\xe9.\n', 'latin1'), ':3 has a character that is not UTF-8: save the file as UTF-8'],
  ['with a picture whose name encodes nothing', '![All](100%.png)\n', ':1:1 there is no picture "100%.png" in this folder'],
])('a text %s is told so', async (_, text, said) => {
  renew();
  writeFileSync(join(copy.folder, step, 'text.md'), text);
  expect((await lines()).findings).toEqual([`${step}/text.md${said}`]);
});

test('so is every mistake in what a check says and names', async () => {
  renew();
  const check = (id: string, needs: string, judge: string) =>
    `    lab.check({ id: '${id}', title: 'x', needs: [${needs}], ask: async () => null, judge: (): Verdict => ${judge} }),\n`;
  copy.write(
    `${step}/step.ts`,
    `import { missing as absent, type Verdict, waiting, wrong } from '@/lib/lab/outcome';
import { lab } from '../../vocabulary';

const more = { expected: 'a', found: 'b', remedy: 'c' };

export default lab.step({
  title: 'x',
  minutes: 1,
  tracks: ['short'],
  collects: ['resourceName'],
  checks: [
${check('one', '', "absent('No.', Math.random() > 1 ? 'Do it.' : '')")}${check('two', '', "wrong('No.', { expected: 'a', found: 'b' })")}${check('three', '', "wrong('No.', more)")}${check('one', "'nobody'", "waiting('See :step[gone]')")}  ],
});
`,
  );
  expect(await lines()).toEqual({
    exitCode: 1,
    findings: [
      `${step}/step.ts:9 there is no track named "short"`,
      expect.stringMatching(/step\.ts:12:\d+ `missing` needs a remedy/),
      expect.stringMatching(/step\.ts:13:\d+ `wrong` needs a remedy/),
      `${step}/step.ts:15 "nobody" is no setting, and no step collects or learns it`,
      `${step}/step.ts:15 two checks of this step have the id "one"`,
      expect.stringMatching(/step\.ts:15:\d+ there is no step "gone"/),
    ],
  });
});

test('so is every mistake in how a step is done for somebody, and a step that says nothing of it where others do', async () => {
  renew();
  cpSync(join(copy.folder, step), join(copy.folder, 'labs/my-lab/steps/second-step'), { recursive: true });
  change(
    'labs/my-lab/lab.ts',
    "import { lab } from './vocabulary';",
    "import second from './steps/second-step/step';\nimport { lab } from './vocabulary';",
  );
  change('labs/my-lab/lab.ts', "'first-step': firstStep", "'first-step': firstStep, 'second-step': second");
  change('labs/my-lab/steps/second-step/step.ts', "'first-step.name-has-prefix'", "'second-step.name-has-prefix'");
  change(`${step}/step.ts`, 'import { lab }', "import { parts } from './solve';\nimport { lab }");
  change(`${step}/step.ts`, '  minutes: 2,', '  minutes: 2,\n  parts,');
  copy.write(
    `${step}/solve.ts`,
    `import { lab } from '../../vocabulary';

const turns = ['first-step.name-has-prefix'];
const act = async () => ({ how: 'done', said: 'Done.' });
export const parts = [
  lab.part({ id: 'right', what: 'Choose', turns, needs: ['namePrefix'], records: ['resourceName'], act }),
  lab.part({ id: 'asks', what: 'Choose', turns, needs: ['nobody'], uses: ['nothing'], secrets: ['pin'], act }),
  lab.part({ id: 'records', what: 'Choose', turns: ['first-step.gone'], records: ['namePrefix'], act }),
  lab.part({ id: 'says', what: ({ persoName }) => persoName, turns, tracks: ['short'], act }),
  lab.part({ id: 'says', what: 'Choose', turns, details: { one: { what: 'One', turns: ['first-step.one'] } }, act }),
  lab.personsPart({ id: 'theirs', what: 'Choose', turns, why: ' ' }),
];
`,
  );
  const file = `${step}/solve.ts`;
  expect(await lines()).toEqual({
    exitCode: 1,
    findings: [
      `${file}:7 "asks" asks for "nobody", which is no setting, and no step collects or learns it`,
      `${file}:7 "asks" asks for "nothing", which is no setting, and no step collects or learns it`,
      `${file}:7 "asks" asks for "pin", which is no secret of attendees`,
      `${file}:8 "records" turns the check "first-step.gone", which this step does not have`,
      `${file}:6 "records" records "namePrefix", which no step collects`,
      `${file}:9 two parts of this step have the id "says"`,
      `${file}:9 "says" names "persoName", which the lab does not have`,
      `${file}:9 "says" is for the track "short", which does not have this step`,
      `${file}:10 "says" turns the check "first-step.one", which this step does not have`,
      `${file}:11 "theirs" does not say why only a person can do it`,
      'labs/my-lab/steps/second-step/step.ts:1 warning: nothing says how this step is done for somebody: add parts in solve.ts, or a part of the person’s that says why only they can',
    ].sort(byFile),
  });
});

test('a suggestion that reads what nobody knows is told, and so is a name in code with spaces around it', async () => {
  renew();
  change(
    'labs/my-lab/vocabulary.ts',
    "placeholder: 'lab-your-name',",
    'suggest: ({ namePrefix, persoName }) => [namePrefix, persoName].join(),',
  );
  copy.write(`${step}/text.md`, `${copy.read(`${step}/text.md`)}\nSee \`{{ resourceName }}\`, but \`{{ its own braces }}\`.\n`);
  expect((await lines()).findings).toEqual([
    expect.stringMatching(/text\.md:\d+ write \{\{resourceName\}\} without spaces/),
    expect.stringMatching(/vocabulary\.ts:\d+ "resourceName" reads "persoName", which the lab does not have/),
  ]);
});

test('folders are held to what the lab says of them', async () => {
  renew();
  cpSync(join(copy.folder, step), join(copy.folder, 'labs/my-lab/steps/unlisted'), { recursive: true });
  cpSync(join(copy.folder, step), join(copy.folder, 'labs/my-lab/steps/without-step'), { recursive: true });
  rmSync(join(copy.folder, 'labs/my-lab/steps/without-step/step.ts'));
  rmSync(join(copy.folder, step, 'text.md'));
  change('labs/my-lab/lab.ts', "folder: 'labs/my-lab'", "folder: 'labs/other'");
  expect((await lines()).findings).toEqual([
    'labs/my-lab/lab.ts:7 the folder of this lab is "labs/my-lab"',
    `${step}/text.md:1 is missing`,
    'labs/my-lab/steps/unlisted/step.ts:1 lab.ts does not list the step "unlisted"',
    'labs/my-lab/steps/without-step/step.ts:1 is missing',
  ]);
});

test('a lab that cannot be loaded is told with the place', async () => {
  renew();
  change('labs/my-lab/lab.ts', "title: 'My lab',", "title: 'My lab',,");
  expect((await lines()).findings).toEqual(['labs/my-lab/lab.ts:8:19 Expected identifier but found ","']);
  renew();
  change('labs/my-lab/lab.ts', './steps/first-step/step', './steps/first/step');
  expect((await lines()).findings).toContain('labs/my-lab/lab.ts:1 cannot find the module "labs/my-lab/steps/first/step"');
  renew();
  change(`${step}/step.ts`, "collects: ['resourceName']", 'collects: nothing');
  expect((await lines()).findings).toEqual([expect.stringMatching(/first-step\/step\.ts:7:\d+ nothing is not defined/)]);
});

test.each([
  ['ends the process as if all were well', 'process.exit(0);'],
  ['waits for what never comes', 'await new Promise(() => undefined);'],
])('a lab that %s has no result, and is told so', async (_, line) => {
  renew();
  copy.write('labs/my-lab/lab.ts', `${copy.read('labs/my-lab/lab.ts')}\n${line}\n`);
  expect(await copy.lab('lint', 'my-lab')).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringContaining('No result: something in labs/my-lab ended the process'),
  });
});
