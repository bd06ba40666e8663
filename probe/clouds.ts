import { azure, databricks, dss, storage } from '@/lib/clouds';

/** The vendors that are asked, through the clients that the portal itself asks them with. */
export const clouds = { azure, databricks, dss, storage };
