/** One blob. Its bytes are base64, which keeps the world a JSON file. */
export interface StoredFile {
  data: string;
  modifiedAt: number;
}

/** The files of one container by path, without a leading slash. A directory exists while there are files under it. */
export type Files = Record<string, StoredFile>;

/** By account and container. */
export type Storage = Record<string, Record<string, Files>>;
