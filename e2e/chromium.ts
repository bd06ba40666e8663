import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packed, { inflate } from '@sparticuz/chromium';

const home = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
const unpacked = join(home, '..', '..', '.cache', 'guidepost-chromium');

/** How Playwright launches a browser: the system's Chromium if there is one, else the one that came with the install. */
export async function chromiumHere(): Promise<{ executablePath: string; args: string[]; env?: Record<string, string> }> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
  ];
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (installed) return { executablePath: installed, args };
  if (!existsSync(unpacked)) await unpack();
  const has = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    executablePath: join(unpacked, 'chromium'),
    args,
    // the package also brings the libraries and fonts that a machine without a desktop may lack
    env: {
      ...Object.fromEntries(has),
      LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib'),
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(unpacked, 'fonts') }),
    },
  };
}

/**
 * Unpacks the package's browser next to the package. By default it goes to the machine's temporary folder, readable by this user only. A
 * second user could not run it, and a killed run would leave half a browser there forever.
 */
async function unpack(): Promise<void> {
  mkdirSync(dirname(unpacked), { recursive: true });
  const fresh = mkdtempSync(`${unpacked}-`);
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = fresh; // the package's only setting for the target folder
  try {
    await Promise.all([packed.executablePath(), inflate(join(home, 'bin', 'al2023.tar.br'))]);
    renameSync(fresh, unpacked);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(unpacked)) throw error; // otherwise another run was quicker
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
}
