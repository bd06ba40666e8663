import { labHands } from '@/labs/databricks-dss/practice/hands';
import { settings } from '@/labs/databricks-dss/practice/settings';
import { practiceCloud } from '@/prisma/practice';

/** The practice cloud, and all that its people can do in it for the lab that most tests are about. */
export async function practiceHands() {
  const cloud = await practiceCloud();
  const { settings: known, secrets } = settings(cloud.about);
  return { ...cloud, ...labHands(cloud), settings: known, ...secrets };
}
export type Hands = Awaited<ReturnType<typeof practiceHands>>;

export { clusterPathOf } from '@/labs/databricks-dss/practice/hands';
