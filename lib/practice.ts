import { env } from './env';
import type { Lab } from './lab/lab';
import type { Practice } from './lab/practice';

/** What the practice cloud says about itself; null in real mode, or while it is down. */
export async function aboutPractice(): Promise<unknown> {
  const origin = env().CLOUD_ORIGIN;
  if (!origin) return null;
  try {
    return await (await fetch(new URL('/_practice/about', origin), { signal: AbortSignal.timeout(2000) })).json();
  } catch {
    return null;
  }
}

/**
 * A lab's settings and secrets that fit the practice cloud. None in real mode, or while it is down: the form then shows its
 * usual presets, to be filled in by hand.
 */
export async function practiceSettings({ practice }: Lab): Promise<ReturnType<Practice['settings']>> {
  const about = await aboutPractice();
  return about === null || !practice ? { settings: {}, secrets: {} } : practice.settings(about);
}
