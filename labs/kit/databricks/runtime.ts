import type { Cluster, SparkVersion } from '@/lib/clouds/databricks';

const images = (c: Cluster) => [c.effective_spark_version, c.spark_version].filter((v): v is string => !!v);

/** The image that really runs: today's form names it apart from the version that was picked. */
export const imageOf = (c: Cluster): string => c.effective_spark_version ?? c.spark_version;
export const isGpu = (c: Cluster): boolean => images(c).some((v) => /-gpu-/.test(v));
export const isMachineLearning = (c: Cluster): boolean => !!c.use_ml_runtime || images(c).some((v) => /-ml-/.test(v));

/** `16.4.x-cpu-ml-scala2.12` → [16, 4]; from 18 on there is no minor. Source: databricks-sdk-go, ext_spark_version.go. */
export function versionOf(key: string): [number, number] | null {
  const match = /^(\d+)(?:\.(\d+))?(?:\.x|$)/.exec(key);
  return match?.[1] ? [Number(match[1]), Number(match[2] ?? 0)] : null;
}
export const compare = (a: [number, number], b: [number, number]): number => a[0] - b[0] || a[1] - b[1];
export const show = ([major, minor]: [number, number]): string => (major >= 18 && minor === 0 ? `${major}` : `${major}.${minor}`);

const notForPeople = /^apache-spark-|-hls-|-photon-|-aarch64-/;

/** A limit such as `16.4`; one without a minor version, such as `16`, allows them all. Null for none. */
function capOf(limit: string | undefined): [number, number] | null {
  const cap = limit ? versionOf(limit) : null;
  return cap && !limit?.includes('.') ? [cap[0], Number.POSITIVE_INFINITY] : cap;
}

/** The newest released runtime of the kind, up to a limit that the workshop may set. */
export function newestMl(versions: SparkVersion[], limit: string | undefined): [number, number] | null {
  const cap = capOf(limit);
  const found = versions
    .filter((v) => /-cpu-ml-/.test(v.key) && !notForPeople.test(v.key) && !/beta/i.test(v.name))
    .map((v) => versionOf(v.key))
    .filter((v): v is [number, number] => v !== null && (!cap || compare(v, cap) <= 0));
  return found.sort(compare).at(-1) ?? null;
}

/** The key of the plain image of a version: machine learning is ticked apart from it. Null where there is none. */
export const runtimeKey = (versions: SparkVersion[], version: [number, number]): string | null =>
  versions.find(({ key }) => /^[\d.]+\.x-scala/.test(key) && compare(versionOf(key) ?? [0, 0], version) === 0)?.key ?? null;

/** ML runtimes from here on bring MLflow 3. Source: the compatibility matrix in the runtime release notes (16.4: 2.21.3, 17.3: 3.0.1). */
const firstWithMlflow3: [number, number] = [17, 0];
export const bringsMlflow3 = (version: [number, number]): boolean => compare(version, firstWithMlflow3) >= 0;

/** Whether a limit such as `16.4` leaves room for runtimes with MLflow 3; an empty one does. */
export function allowsMlflow3(limit: string | undefined): boolean {
  const cap = capOf(limit);
  return !cap || bringsMlflow3(cap);
}

/** What to say about a runtime that is newer than the workshop allows; null for any other. */
export function whyTooNew(image: string, limit: string | undefined): string | null {
  const [version, cap] = [versionOf(image), capOf(limit)];
  if (!version || !cap || compare(version, cap) <= 0) return null;
  return bringsMlflow3(version) && !bringsMlflow3(cap)
    ? `Runtime ${show(version)} brings MLflow 3.`
    : `Runtime ${show(version)} is newer than this workshop allows.`;
}
