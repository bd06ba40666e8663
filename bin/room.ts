/** The share of the room for bodies that one request holds. */
export interface Share {
  /** @returns false when there is no room for so much */
  growTo: (bytes: number) => boolean;
  end: () => void;
}

/**
 * Memory for bodies that are being read, by us or by who answers, over all requests. Small ones, which is what a press sends, are not counted and
 * always have room; so whoever sends many large ones at once keeps out other large ones only.
 */
export class Room {
  private taken = 0;
  private readonly bytes: number;
  private readonly small: number;

  constructor(bytes: number, small: number) {
    this.bytes = bytes;
    this.small = small;
  }

  share(): Share {
    let own = 0;
    return {
      growTo: (bytes) => {
        if (bytes <= this.small) return true;
        if (this.taken - own + bytes > this.bytes) return false;
        this.taken += bytes - own;
        own = bytes;
        return true;
      },
      end: () => {
        this.taken -= own;
        own = 0;
      },
    };
  }
}
