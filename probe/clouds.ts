import { azure, databricks, dss, storage } from '@/lib/clouds';

/** The vendors that are asked, each through the portal’s own client. */
export const clouds = { azure, databricks, dss, storage };
