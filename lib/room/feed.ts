import { bus, type Notice, type Said } from '@/lib/progress/bus';
import { logFailure, soon } from '@/lib/progress/stream';
import { type Room, roomNow } from './room';

interface Listener {
  hear: (room: Room) => void;
  /** What it was last sent. */
  sent: string;
}

/** Every verify may add to a shared failure, so that is sent at most every second. */
const calmMs = 1000;
/** Messages to people are sent at once. */
const promptMs = 25;
/** A failure that nobody meets again ends without a notice. */
const ageMs = 30_000;

/** One workshop's room, read once for all boards of this instance whenever it changes. */
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

/** Sends a workshop's room, now and whenever it changes. @returns a function that ends it */
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
