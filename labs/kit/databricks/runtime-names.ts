import type { SparkVersion } from '@/lib/clouds/databricks';
import { compare, versionOf } from './runtime';

/**
 * The runtimes with long-term support, as the menu of today's form has them. Machine learning is ticked apart from it. Source: release
 * notes of the supported runtimes.
 */
const menu = [
  '14.3 LTS (includes Apache Spark 3.5.0, Scala 2.12)',
  '15.4 LTS (includes Apache Spark 3.5.0, Scala 2.12)',
  '16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12)',
  '17.3 LTS (includes Apache Spark 4.0.0, Scala 2.13)',
  '18 LTS (includes Apache Spark 4.1.0, Scala 2.13)',
];

/** A version such as `16.4` as the menu has it. One that is not known stays a number. */
export const runtimeName = (version: string): string => menu.find((name) => name.split(' ', 1)[0] === version) ?? version;

/** A runtime by its key, such as `16.4.x-cpu-ml-scala2.12`, as its workspace calls it. */
export const nameOfImage = (versions: readonly SparkVersion[], key: string): string => versions.find((v) => v.key === key)?.name ?? key;

/** A version as the menu of its workspace has it; undefined where that does not list it. */
export const nameInMenu = (versions: readonly SparkVersion[], version: [number, number]): string | undefined =>
  versions.find(({ key }) => {
    const listed = /\.x-scala/.test(key) ? versionOf(key) : null;
    return listed && compare(listed, version) === 0;
  })?.name;
