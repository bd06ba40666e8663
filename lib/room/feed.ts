import { bus, type Notice, type Said } from '@/lib/progress/bus';
import { logFailure, soon } from '@/lib/progress/stream';
import { type Room, roomNow } from './room';

interface Listener {
  hear: (room: Room) => void;
  /** What it was last sent. */
  sent: string;
}

/** What somebody verifies may be the same failure once more: told at the most every second. */
const calmMs = 1000;
/** What is said to people is told at once. */
const promptMs = 25;
/** A failure that nobody meets again ceases without a notice. */
const ageMs = 30_000;

/** One workshop's room, read once for all boards of this instance whenever something of it changes. */
class Feed {
  readonly listeners = new Set<Listener>();
  private readonly age: NodeJS.Timeout;
  readonly promptly = soon(() => this.push(), logFailure, promptMs);
  private readonly calmly = soon(() => this.push(), logFailure, calmMs);

  constructor(private readonly workshopId: string) {
    bus().on('notice', this.hear).on('said', this.hearSaid).on('gap', this.catchUp);
    this.age = setInterval(this.calmly, ageMs).unref();
  }

  private readonly hear = ({ workshop }: Notice) => {
    if (workshop === this.workshopId) this.calmly();
  };
  private readonly hearSaid = ({ workshop }: Said) => {
    if (workshop === this.workshopId) this.promptly();
  };
  private readonly catchUp = () => {
    for (const listener of this.listeners) listener.sent = ''; // their pages may have missed what was sent
    this.promptly();
  };

  end(): void {
    clearInterval(this.age);
    bus().off('notice', this.hear).off('said', this.hearSaid).off('gap', this.catchUp);
  }

  private async push(): Promise<void> {
    if (this.listeners.size === 0 || !bus().isListening) return; // the next gap comes here again
    const room = await roomNow(this.workshopId);
    const { readAt: _, ...shown } = room;
    const text = JSON.stringify(shown);
    for (const listener of this.listeners) {
      if (listener.sent === text) continue;
      listener.sent = text;
      listener.hear(room);
    }
  }
}

const feeds = new Map<string, Feed>();

/** Tells of a workshop's room, now and whenever it changes. @returns what ends it */
export function listenToRoom(workshopId: string, hear: (room: Room) => void): () => void {
  const feed = feeds.get(workshopId) ?? new Feed(workshopId);
  feeds.set(workshopId, feed);
  const listener = { hear, sent: '' };
  feed.listeners.add(listener);
  feed.promptly();
  return () => {
    feed.listeners.delete(listener);
    if (feed.listeners.size > 0 || feeds.get(workshopId) !== feed) return;
    feeds.delete(workshopId);
    feed.end();
  };
}
