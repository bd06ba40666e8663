import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions, Page } from '@playwright/test';
import getPort from 'get-port';
import { db } from '@/lib/db';
import { sealSecrets } from '@/lib/workshop-secrets';
import fixture from './fixture-lab/lab';
import { keyOf, Office, workshopKey } from './fixture-lab/office';
import { isUp, ownPortal } from './own-portal';
import { test as base, expect, hasNoAxeViolations, practiceUrl, row, status, unfold, verify } from './story';

interface Station {
  /** The lab's vendor, which a test may close or fill with data. */
  office: Office;
  /** Somebody new, signed in at this portal. */
  signIn: (name: string, options?: BrowserContextOptions & { facilitator?: boolean }) => Promise<{ page: Page; upn: string; id: string }>;
  /** A workshop of the lab, with the board of its facilitator. */
  workshop: (secrets?: Record<string, string>) => Promise<{ slug: string; joinCode: string; board: Page }>;
  /** Somebody new who has joined a workshop on a track. */
  join: (name: string, joinCode: string, track: 'Keeper' | 'Visitor') => Promise<{ page: Page; upn: string; lamp: string }>;
}

/** The story's own portal; its vendors are the practice cloud and one that nobody else has heard of. */
const test = base.extend<{ station: Station }>({
  station: async ({ signInAs }, use) => {
    const office = new Office(practiceUrl);
    const port = await getPort();
    const origin = `http://localhost:${port}`;
    const env = { PORT: String(port), NEXTAUTH_URL: origin, CLOUD_ORIGIN: await office.open(), LOG_LEVEL: 'error' };
    const { child, said } = ownPortal({ ...process.env, ...env, NODE_ENV: 'production' });
    await isUp(origin);

    const signIn: Station['signIn'] = async (name, options) => {
      const { page, member, personId } = await signInAs(name, { baseURL: origin, ...options });
      return { page, upn: member.upn, id: personId };
    };
    await use({
      office,
      signIn,
      async workshop(secrets = { pharosKey: workshopKey }) {
        const { page: board, id: createdById } = await signIn('Hale Harbormaster', { facilitator: true });
        const id = randomUUID();
        const slug = `station-${id.slice(0, 8)}`;
        const joinCode = `${slug.slice(8, 11)}-${slug.slice(11, 15)}`.toUpperCase();
        const settings = Object.fromEntries(Object.entries(fixture.settings).map(([name, { preset }]) => [name, preset]));
        const data = {
          id,
          slug,
          lab: fixture.id,
          title: 'Night watch',
          joinCode,
          settings,
          secrets: sealSecrets(fixture, id, settings, secrets),
          createdById,
        };
        await db().workshop.create({ data });
        await board.goto(`/facilitate/${slug}`);
        await expect(board.getByText('● live')).toBeVisible();
        return { slug, joinCode, board };
      },
      async join(name, joinCode, track) {
        const someone = await signIn(name);
        const { page } = someone;
        await page.goto('/');
        await page.getByLabel('Join code').fill(joinCode.toLowerCase());
        await page.getByRole('button', { name: 'Join' }).click();
        await page.getByRole('radio', { name: track }).check();
        await page.getByRole('button', { name: /^Join as/ }).click();
        await expect(page.getByRole('heading', { name: 'Tend a lighthouse' })).toBeVisible();
        return { ...someone, lamp: `${someone.upn.split('@')[0]?.replace(/[^a-z0-9]+/g, '-')}-lamp` };
      },
    });
    child.kill('SIGKILL');
    office.close();
    expect.soft(said(), 'the portal logged an error').not.toContain('"level":50');
  },
});

const lineOf = (board: Page) => board.getByRole('row').nth(1);

test('of two labs the facilitator picks one, and its form is made from its settings', async ({ station }) => {
  const { page } = await station.signIn('Fay Facilitator', { facilitator: true });
  await page.goto('/facilitate');
  await page.getByRole('link', { name: 'Create a workshop' }).click();
  await expect(page.getByRole('link', { name: /Azure Databricks with Dataiku DSS/ })).toBeVisible();
  await hasNoAxeViolations(page);
  await page.getByRole('link', { name: /Tend a lighthouse/ }).click();

  const [pharos, here] = [page.getByRole('group', { name: 'Pharos' }), page.getByRole('group', { name: 'Station' })];
  await expect(pharos.getByLabel('Pharos URL')).toHaveValue('https://api.pharos.example');
  await expect(here.getByLabel('Harbor')).toHaveValue('north-pier');
  await expect(here.getByLabel('Light color')).toBeHidden();
  await here.getByText('Rarely changed (1)').click();
  await expect(here.getByLabel('Light color')).toHaveValue('white');
  await hasNoAxeViolations(page);

  await here.getByLabel('Light color').fill('purple');
  await page.getByLabel('Harbor').fill('south-pier');
  await pharos.getByLabel('Pharos key').fill(workshopKey);
  await page.getByRole('button', { name: 'Create the workshop' }).click();
  await expect(page.getByText('A light is white, green, or red.')).toBeVisible();
  await expect(page.getByText('Give it a title that attendees recognize.')).toBeVisible();
  await expect(page.getByLabel('Harbor')).toHaveValue('south-pier');
  await expect(pharos.getByLabel('Pharos key')).toHaveValue(workshopKey);
  await hasNoAxeViolations(page);

  await page.getByLabel('Title').fill('Night watch');
  await here.getByLabel('Light color').fill('red');
  await page.getByRole('button', { name: 'Create the workshop' }).click();
  await expect(page.getByText('Nobody has joined yet.')).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByLabel('Harbor')).toHaveValue('south-pier');
  await expect(page.getByLabel('Pharos key')).toHaveValue('');
  await expect(page.getByText('One is saved.')).toBeVisible();
});

/** Until the next page is there, its buttons are those of the step before. */
async function goOn(page: Page, number: string, title: string): Promise<void> {
  await page.getByRole('link', { name: `Go on to ${number} ${title}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('a lab that the engine knows nothing of is joined, recorded, verified, watched on the board, and summed up', async ({ station }) => {
  test.slow();
  const { office } = station;
  const { slug, joinCode, board } = await station.workshop();
  const { page, upn, lamp } = await station.join('Kit Keeper', joinCode, 'Keeper');
  const line = lineOf(board);
  await expect(line).toContainText('not started');
  await hasNoAxeViolations(page);

  // 1.1: a suggested value; missing, then a pass with advice, which learns the lamp's id
  await page.getByRole('link', { name: 'Start with 1.1 Claim a lamp' }).click();
  const yours = row(page, 'The lamp is yours');
  await expect(page.getByLabel('Lamp name')).toHaveValue(lamp);
  await expect(page.getByRole('link', { name: 'the harbor office' })).toHaveAttribute('href', /api\.pharos\.example\/harbors\/north-pier$/);
  await verify(page);
  await expect(yours).toContainText(`No lamp named ${lamp} in north-pier yet. Claim it at the office.`);
  await expect(line).toContainText('1 try');
  await page.getByLabel('Lamp name').fill('My lamp');
  await verify(page);
  await expect(page.getByText('A lamp name has 3 to 60')).toBeVisible();
  await expect(page.getByLabel('Lamp name')).toHaveValue('My lamp');
  office.claim(`${lamp}-2`, upn, { color: 'red' });
  await page.getByLabel('Lamp name').fill(`${lamp}-2`);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await expect(yours).toContainText('An electric lamp needs less tending.');
  await yours.getByText('What was asked').click();
  await expect(yours).toContainText(`https://api.pharos.example/v1/harbors/north-pier/lamps/${lamp}-2`);
  await expect(yours).toContainText(`as ${upn}, 200`);
  await expect(line.getByRole('cell').first()).toContainText('verified');
  await hasNoAxeViolations(page);

  // 1.2: wrong
  const name = `${lamp}-2`;
  const mine = office.claim(name, upn, { color: 'red' });
  await goOn(page, '1.2', 'Show the right color');
  const color = row(page, 'It shows the color of this harbor');
  await expect(page.getByText(`glass --lamp ${name} --color white`)).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'step 1.1' })).toHaveAttribute('href', `/w/${slug}/claim-lamp`);
  await verify(page);
  await expect(color).toContainText('needs fixing');
  await expect(color.getByRole('definition')).toHaveText(['white', 'red']);
  await expect(color).toContainText('Change its glass.');
  await expect(line).toContainText('needs fixing');
  await hasNoAxeViolations(page);
  mine.color = 'white';
  await verify(page);
  await expect(status(page)).toContainText('Step verified');

  // 1.3: a fill that finds nothing, then several
  await goOn(page, '1.3', 'Fit a lens');
  await page.getByRole('button', { name: 'Find my lens' }).click();
  await expect(status(page)).toContainText('There is no lens in the store.');
  office.lenses.push({ serial: 'L-0001', maker: 'Fresnel' }, { serial: 'L-0002', maker: 'Buffon' });
  await page.getByRole('button', { name: 'Find my lens' }).click();
  await hasNoAxeViolations(page);
  await page.getByLabel('L-0002 by Buffon').check();
  await page.getByRole('button', { name: 'Use this one' }).click();
  await expect(page.getByLabel('Lens serial number')).toHaveValue('L-0002');
  await page.getByRole('button', { name: 'Change your lens' }).click();
  await page.getByLabel('L-0001 by Fresnel').check();
  await page.getByRole('button', { name: 'Use this one' }).click();
  await expect(page.getByLabel('Lens serial number')).toHaveValue('L-0001');
  mine.lens = 'L-0001';
  await verify(page);
  await expect(status(page)).toContainText('Step verified');

  // 2.1: waiting, until it turns green without a click
  await goOn(page, '2.1', 'Light the lamp');
  await verify(page);
  await expect(row(page, 'It burns')).toContainText('Nobody has lit it yet. Light it.');
  mine.litAt = new Date().toISOString();
  await verify(page);
  await expect(row(page, 'It burns')).toContainText(/waiting, .* of about 1 min/);
  await expect(line).toContainText('waiting');
  mine.isBurning = true;
  await expect(status(page)).toContainText('Step verified');
  await expect(line.getByRole('cell').nth(3)).toContainText('verified');

  // 2.2: a secret of the tab, in code and tried; and a value that another step learned
  await goOn(page, '2.2', 'Lock the lamp room');
  const command = page.locator('pre').filter({ hasText: 'lock --lamp' });
  await expect(command).toHaveText(`lock --lamp ${mine.id} --passphrase "<your lamp passphrase>"`);
  await page.getByLabel('Your lamp passphrase').fill('open sesame');
  await expect(command).toHaveText(`lock --lamp ${mine.id} --passphrase "open sesame"`);
  office.locks.set(mine.id, 'sesame');
  await page.getByRole('button', { name: 'Does my passphrase work?' }).click();
  await expect(page.getByText('This passphrase does not open the lamp room. Set it again.').last()).toBeVisible();
  await page.getByLabel('Your lamp passphrase').fill('sesame');
  await page.getByRole('button', { name: 'Does my passphrase work?' }).click();
  await expect(page.getByText('The passphrase opens the lamp room.').last()).toBeVisible();
  await hasNoAxeViolations(page);
  await verify(page);
  await expect(status(page)).toContainText('Step verified');

  // 3: the vendor closes and opens again; nobody has to click, and nobody is blamed
  await goOn(page, '3', 'Sign off');
  const signed = row(page, 'You signed the log');
  await verify(page);
  await expect(signed).toContainText('Not recorded yet: Hours of watch. Fill it in on this page');
  await page.getByLabel('Hours of watch').fill('8');
  office.isDown = true;
  await verify(page);
  await expect(signed).toContainText('couldn’t check');
  await expect(signed).toContainText('Pharos said: “The office is closed because of fog.”');
  await expect(line).toContainText('couldn’t check');
  await expect(line).toContainText('1 try'); // the one before: trouble is no failed try
  await hasNoAxeViolations(page);
  await verify(page);
  await expect(line).toContainText('1 try');
  office.log.push({ keeper: upn, hours: 8 });
  office.isDown = false;
  await expect(status(page)).toContainText('Step verified');
  await expect(line).toContainText('all done');

  // trouble takes nothing back
  office.isDown = true;
  await verify(page);
  await unfold(page);
  await expect(signed).toContainText('Couldn’t check since');
  await expect(status(page)).toContainText('Step verified');

  await page.goto(`/w/${slug}/summary`);
  await expect(page.getByText('Tend a lighthouse, Keeper: 6 of 6 steps verified.')).toBeVisible();
  for (const text of [name, 'L-0001', 'It shows white.', 'You signed for 8 hours.', mine.id])
    await expect(page.getByText(text).first()).toBeVisible();
  await expect(page.getByText('sesame')).toHaveCount(0);
  await hasNoAxeViolations(page);

  await board.getByRole('link', { name: /^Kit Keeper/ }).click();
  await expect(board.getByRole('term').filter({ hasText: 'Lens serial number' })).toBeVisible();
  await hasNoAxeViolations(board);
});

test('after a switch of the track, a page that was open before watches over the steps of the new one', async ({ station }) => {
  const { office } = station;
  const { slug, joinCode, board } = await station.workshop();
  const { page, upn, lamp } = await station.join('Tess Track', joinCode, 'Keeper');
  const mine = office.claim(lamp, upn, { litAt: new Date().toISOString() });
  await page.goto(`/w/${slug}/warm-up`);
  await verify(page);
  await expect(row(page, 'It burns')).toContainText('waiting');
  const switchTo = async (track: string) => {
    await page.goto(`/w/${slug}`);
    await page.getByRole('radio', { name: track }).check();
    await page.getByRole('button', { name: 'Switch track' }).click();
    await expect.poll(async () => (await db().enrolment.findFirst({ where: { workshop: { slug } } }))?.track).toBe(track.toLowerCase());
  };
  await switchTo('Visitor');
  await expect(page.getByRole('link', { name: /2.1 Light the lamp/ })).toHaveCount(0);

  const second = await page.context().newPage();
  const streams = second.waitForResponse(/api\/events/);
  await second.goto(`/w/${slug}/sign-off`);
  await streams;
  await switchTo('Keeper');
  await page.close();
  mine.isBurning = true;
  await expect(lineOf(board).getByRole('cell').nth(3)).toContainText('verified');
});

test('where the workshop has no key, an attendee’s own is asked with', async ({ station }) => {
  const { office } = station;
  const { slug, joinCode, board } = await station.workshop({});
  const { page, upn, lamp } = await station.join('Otto Own', joinCode, 'Visitor');
  office.claim(lamp, upn, { fuel: 'electric' });
  await page.goto(`/w/${slug}/claim-lamp`);
  await verify(page);
  const yours = row(page, 'The lamp is yours');
  await expect(yours).toContainText('This check needs a Pharos key.');
  await page.getByLabel('Your keeper key').fill('not-a-key');
  await verify(page);
  await expect(yours).toContainText('Pharos said: “Pharos does not know this key.”');
  await page.getByLabel('Your keeper key').fill(keyOf(upn));
  await verify(page);
  await expect(status(page)).toContainText('Step verified');
  await expect(lineOf(board)).not.toContainText('try');
  await page.reload();
  await expect(page.getByLabel('Your keeper key')).toHaveValue(keyOf(upn));
  expect(await db().value.findMany({ where: { enrolment: { workshop: { slug } } } })).toMatchObject([{ name: 'lampId' }]);
});
