import { z } from 'zod';

/** Why something could not be packed: it has no room, or it is more than data, such as a function, an error or a response's headers. */
export type NotPacked = 'too-long' | 'not-plain';

class Refused extends Error {
  constructor(readonly why: NotPacked) {
    super(why);
  }
}

/** Nothing that a schema has parsed is nested this deep. */
const deepest = 60;
const minusZero = Symbol('-0');

/**
 * Data as a text of bounded length, from which `unpack` makes the very same: also what JSON cannot carry (undefined, NaN, dates, maps,
 * sets, bigints) and the order of keys. The number of the first row, and rows that refer to each other by number, so that what several values
 * share is written once. Anything else than data is refused rather than left out.
 */
export class Packed {
  private readonly rows: string[] = [];
  private readonly places = new Map<unknown, number>();
  private left: number;
  private last = 0;

  constructor(mostBytes: number) {
    this.left = mostBytes - '[000000]'.length;
  }

  /** Adds a value. @returns why not; nothing of it is in then */
  add(value: unknown): NotPacked | null {
    const [count, left] = [this.rows.length, this.left];
    try {
      this.last = this.place(value, 0);
      return null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      for (const [known, place] of this.places) if (place >= count) this.places.delete(known);
      this.rows.length = count;
      this.left = left;
      return error.why;
    }
  }

  /** Makes room for more. */
  grow(bytes: number): void {
    this.left += bytes;
  }

  /** What was added last is what `unpack` answers; what was added before is there as far as that refers to it. */
  text(): string {
    return `[${[this.last, ...this.rows].join(',')}]`;
  }

  private place(value: unknown, depth: number): number {
    const key = Object.is(value, -0) ? minusZero : value;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const at = this.rows.push('') - 1;
    this.places.set(key, at); // before its parts, which may refer to it
    const row = JSON.stringify(this.rowOf(value, depth));
    this.left -= Buffer.byteLength(row) + 1;
    if (this.left < 0) throw new Refused('too-long');
    this.rows[at] = row;
    return at;
  }

  private rowOf(value: unknown, depth: number): unknown {
    if (depth > deepest) throw new Refused('not-plain');
    switch (typeof value) {
      case 'string':
        if (value.length > this.left) throw new Refused('too-long'); // before it is written out
        return value;
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? value : ['number', Object.is(value, -0) ? '-0' : String(value)];
      case 'undefined':
        return ['undefined'];
      case 'bigint':
        return ['bigint', String(value)];
      case 'object':
        return value === null ? null : this.rowOfObject(value, depth + 1);
      default:
        throw new Refused('not-plain');
    }
  }

  private rowOfObject(value: object, depth: number): unknown {
    const place = (part: unknown) => this.place(part, depth);
    if (Array.isArray(value)) return Array.from(value, place);
    if (value instanceof Date) return ['date', value.getTime()];
    if (value instanceof Map) return ['map', ...[...value].flatMap(([k, v]) => [place(k), place(v)])];
    if (value instanceof Set) return ['set', ...[...value].map(place)];
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) throw new Refused('not-plain');
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, place(part)]));
  }
}

/** What a `Packed` text was made of. @throws where it is none */
export function unpack(text: string): unknown {
  const [first, ...rows] = z.array(z.unknown()).parse(JSON.parse(text));
  const made = new Map<number, unknown>();

  function at(place: unknown): unknown {
    if (typeof place !== 'number' || !(place in rows)) throw new Error('What was packed refers to nothing.');
    if (!made.has(place)) make(place, rows[place]);
    return made.get(place);
  }
  function make(place: number, row: unknown): void {
    const keep = <T>(value: T): T => {
      made.set(place, value);
      return value;
    };
    if (typeof row !== 'object' || row === null) return void keep(row);
    if (!Array.isArray(row)) {
      const object = keep<Record<string, unknown>>({});
      // defined rather than assigned: a key may be called __proto__
      for (const [name, part] of Object.entries(row))
        Object.defineProperty(object, name, { value: at(part), enumerable: true, configurable: true, writable: true });
      return;
    }
    const [kind, ...parts] = row;
    switch (kind) {
      case 'undefined':
        return void keep(undefined);
      case 'number':
        return void keep(Number(parts[0]));
      case 'bigint':
        return void keep(BigInt(String(parts[0])));
      case 'date':
        return void keep(new Date(parts[0] === null ? Number.NaN : Number(parts[0])));
      case 'map': {
        const map = keep(new Map<unknown, unknown>());
        for (let i = 0; i < parts.length; i += 2) map.set(at(parts[i]), at(parts[i + 1]));
        return;
      }
      case 'set': {
        const set = keep(new Set<unknown>());
        for (const part of parts) set.add(at(part));
        return;
      }
      default: {
        const list = keep<unknown[]>([]);
        for (const part of row) list.push(at(part));
      }
    }
  }
  return at(first);
}
