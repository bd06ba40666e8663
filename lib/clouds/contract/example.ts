// What the vendors write down of their answers, as data for the tests beside this file. Shapes are facts; the ids in them are made up.

/**
 * How sure a shape is: an example or a test of the vendor's, the fields that an official client reads, in part in no public text, or seen
 * on a live instance. Whoever settles an assumption changes it here; the table in docs/vendor-assumptions.md is made of it.
 */
export type Standing = 'example' | 'fields' | 'assumed' | 'confirmed';

export interface Example {
  /** Method and path without a query, what varies in braces: `GET /api/2.1/clusters/list`. */
  call: string;
  standing: Standing;
  /** Where the shape is written down. */
  source: string;
  status?: number;
  headers?: Record<string, string>;
  /** JSON, or text as it goes over the wire. */
  body: unknown;
}

/** A refusal, and how the portal is to read it. */
export interface RefusalExample extends Omit<Example, 'call' | 'standing'> {
  status: number;
  means: { trouble: string; code?: string | undefined; said?: string | undefined; words?: RegExp };
}
