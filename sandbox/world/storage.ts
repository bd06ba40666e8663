/** One blob, or a directory. Its bytes are base64, which keeps the world a JSON file. */
export interface StoredFile {
  data: string;
  modifiedAt: number;
  /** Changes with every write. Files of worlds stored by older versions lack it. */
  etag?: string;
  contentType?: string;
  metadata?: Record<string, string>;
  /** A directory in its own right, which also exists without files in it. */
  isDirectory?: true;
}

/** What is in one container by path, without a leading slash. A path with something under it is a directory, stored as one or not. */
export type Files = Record<string, StoredFile>;

/** By account and container. */
export type Storage = Record<string, Record<string, Files>>;
