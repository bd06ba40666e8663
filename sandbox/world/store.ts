import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { Clock } from './clock.ts';
import type { presets } from './rules.ts';
import { newWorld, type World } from './world.ts';

export interface StoreOptions {
  folder: string;
  speed: number;
  portalRedirectUri: string;
  /** How strict a new world is; a stored one stays unchanged. */
  strictness: keyof typeof presets;
}

/** How long to wait before saving again after it failed. */
const againMs = 5000;

/** The world, its clock, and the file that preserves both across restarts. */
export class Store {
  world: World;
  readonly clock: Clock;
  private readonly options: StoreOptions;
  private timer: NodeJS.Timeout | undefined;

  private constructor(options: StoreOptions, world: World) {
    this.options = options;
    this.world = world;
    this.clock = new Clock(world.skippedMs, options.speed);
  }

  static async open(options: StoreOptions): Promise<Store> {
    mkdirSync(options.folder, { recursive: true });
    const store = new Store(options, read(join(options.folder, 'world.json'), newWorld(options.portalRedirectUri, options.strictness)));
    await store.ensureSigningKey();
    const portal = store.world.apps[0];
    // the portal may have moved to another port since the file was written
    if (portal) Object.assign(portal, { redirectUris: [options.portalRedirectUri], allowsPublicFlows: true });
    store.save();
    return store;
  }

  /** Resets everything but the signing key, which a running portal has cached. */
  async reset(): Promise<void> {
    const key = this.world.signingKey;
    this.world = { ...newWorld(this.options.portalRedirectUri, this.options.strictness), signingKey: key };
    this.clock.skippedMs = 0;
    await this.ensureSigningKey();
    this.save();
  }

  /** Schedules a write; changes in quick succession share one. */
  save(): void {
    this.timer ??= setTimeout(() => this.tryToFlush(), 150);
  }

  /** A full disk must not end a rehearsal: the world goes on in memory, and is written as soon as there is room. */
  private tryToFlush(): void {
    try {
      this.flush();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      console.error(`The practice cloud couldn’t save its world: ${why}. It goes on, and tries again in ${againMs / 1000} seconds.`);
      this.timer = setTimeout(() => this.tryToFlush(), againMs);
    }
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const file = join(this.options.folder, 'world.json');
    writeFileSync(`${file}.new`, JSON.stringify({ ...this.world, skippedMs: this.clock.skippedMs }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  private async ensureSigningKey(): Promise<void> {
    if (this.world.signingKey) return;
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    this.world.signingKey = { ...(await exportJWK(privateKey)), kid: 'practice-1', alg: 'RS256', use: 'sig' };
  }
}

/** The stored world, completed with what newer versions of the practice cloud have added. */
function read(file: string, fresh: World): World {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return fresh; // no world yet
  }
  const world = JSON.parse(text) as World; // our own file, written above
  if (world.version !== 1) throw new Error(`${file} is of another version of the practice cloud. Delete it to start afresh.`);
  const people = [...world.people, ...fresh.people.filter((p) => !world.people.some((known) => known.oid === p.oid))];
  return { ...fresh, ...world, people, dss: { ...fresh.dss, ...world.dss }, rules: { ...fresh.rules, ...world.rules } };
}
