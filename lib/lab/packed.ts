import { z } from 'zod';

/** Why something couldn't be packed: it doesn't fit, or it is more than data, such as a function, an error or a response's headers. */
export type NotPacked = 'too-long' | 'not-plain';

class Refused extends Error {
  constructor(readonly why: NotPacked) {
    super(why);
  }
}

/** Nothing that a schema has parsed is nested this deep. */
const deepest = 60;
/** Shorter texts are written where they are used: looking them up would take longer, and save little. */
const shared = 60;

/**
 * Data as a text of bounded length, from which `unpack` makes the very same: also what JSON cannot carry (undefined, NaN, dates, maps,
 * sets, bigints) and the order of keys. It is a list: the value, then rows for what it is made of, so that what several values share is
 * written once. In a row an integer stands for another row, a list of one number for that number, and text, true, false and null for
 * themselves. Anything else than data is refused rather than left out. Every verify runs this, so it is written for speed.
 */
export class Packed {
  private readonly rows: string[] = [];
  private readonly places = new Map<unknown, number>();
  private left: number;
  private last = 'null';

  constructor(mostBytes: number) {
    this.left = mostBytes - '[]'.length;
  }

  /** Adds a value. @returns why not; nothing of it is in then */
  add(value: unknown): NotPacked | null {
    const [count, left] = [this.rows.length, this.left];
    try {
      const written = this.partOf(value, 0);
      if (Buffer.byteLength(written) > this.left) throw new Refused('too-long');
      this.last = written;
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

  /** How a value is written within a row. */
  private partOf(value: unknown, depth: number): string {
    switch (typeof value) {
      case 'string':
        if (value.length > shared) return String(this.place(value, depth));
        return JSON.stringify(value);
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? `[${value}]`
          : String(this.special(value, ['number', Object.is(value, -0) ? '-0' : String(value)]));
      case 'boolean':
        return value ? 'true' : 'false';
      case 'undefined':
        return String(this.special(value, ['undefined']));
      case 'bigint':
        return String(this.special(value, ['bigint', String(value)]));
      case 'object':
        return value === null ? 'null' : String(this.place(value, depth));
      default:
        throw new Refused('not-plain');
    }
  }

  private place(value: string | object, depth: number): number {
    const known = this.places.get(value);
    if (known !== undefined) return known;
    const at = this.rows.push('') - 1;
    this.places.set(value, at); // before its parts, which may refer to it
    if (typeof value === 'string') {
      if (value.length > this.left) throw new Refused('too-long'); // before it is written out
      return this.set(at, JSON.stringify(value));
    }
    return this.set(at, this.rowOf(value, depth + 1));
  }

  private special(value: unknown, row: string[]): number {
    const key = Object.is(value, -0) ? Packed : value; // a map takes the two zeros for one
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const at = this.rows.push('') - 1;
    this.places.set(key, at);
    return this.set(at, JSON.stringify(row));
  }

  private set(at: number, row: string): number {
    this.left -= Buffer.byteLength(row) + 1;
    if (this.left < 0) throw new Refused('too-long');
    this.rows[at] = row;
    return at;
  }

  private rowOf(value: object, depth: number): string {
    if (depth > deepest) throw new Refused('not-plain');
    if (Array.isArray(value)) return this.listOf('', value, depth);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return this.recordOf(value, depth);
    if (value instanceof Date) return JSON.stringify(['date', value.getTime()]);
    if (value instanceof Map) return this.listOf('"map"', [...value].flat(), depth);
    if (value instanceof Set) return this.listOf('"set"', [...value], depth);
    throw new Refused('not-plain');
  }

  /** @param kind empty for a list; a list that begins with a text has an empty text before it, so that it is no other kind */
  private listOf(kind: string, parts: readonly unknown[], depth: number): string {
    let row = kind;
    for (const part of parts) {
      const written = this.partOf(part, depth);
      if (row === '' && written.startsWith('"')) row = '""';
      row += row === '' ? written : `,${written}`;
      if (row.length > this.left) throw new Refused('too-long');
    }
    return `[${row}]`;
  }

  private recordOf(value: object, depth: number): string {
    let row = '';
    for (const [name, part] of Object.entries(value)) {
      row += `${row === '' ? '' : ','}${JSON.stringify(name)}:${this.partOf(part, depth)}`;
      if (row.length > this.left) throw new Refused('too-long');
    }
    return `{${row}}`;
  }
}

/** What a `Packed` text was made of. @throws if it isn't one */
export function unpack(text: string): unknown {
  const [first, ...rows] = z.array(z.unknown()).min(1).parse(JSON.parse(text));
  const made = new Map<number, unknown>();

  function partOf(part: unknown): unknown {
    if (typeof part === 'number') return at(part);
    return Array.isArray(part) ? part[0] : part;
  }
  function at(place: number): unknown {
    if (!(place in rows)) throw new Error('What was packed refers to nothing.');
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
      const record = keep<Record<string, unknown>>({});
      // defined rather than assigned: a key may be called __proto__
      for (const [name, part] of Object.entries(row))
        Object.defineProperty(record, name, { value: partOf(part), enumerable: true, configurable: true, writable: true });
      return;
    }
    const kind: unknown = typeof row[0] === 'string' ? row[0] : undefined;
    const parts: unknown[] = kind === undefined ? row : row.slice(1);
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
        for (let i = 0; i < parts.length; i += 2) map.set(partOf(parts[i]), partOf(parts[i + 1]));
        return;
      }
      case 'set': {
        const set = keep(new Set<unknown>());
        for (const part of parts) set.add(partOf(part));
        return;
      }
      default: {
        const list = keep<unknown[]>([]);
        for (const part of parts) list.push(partOf(part));
      }
    }
  }
  return partOf(first);
}
