import { z } from 'zod';
import { FaultInput } from '../net/faults.ts';
import { dssHost } from '../world/cast.ts';

const quoted = (host: string) => `^${host.replaceAll('.', '\\.')}$`;

/** Services by name, each with its API's hosts and paths: what people see in a browser goes on working. */
export const faultyServices = {
  databricks: { label: 'Databricks', host: 'azuredatabricks', path: '^/api/' },
  azure: { label: 'Azure Resource Manager', host: quoted('management.azure.com'), path: '.*' },
  entra: { label: 'Entra ID: tokens', host: quoted('login.microsoftonline.com'), path: '/token(\\?|$)' },
  dss: { label: 'DSS', host: quoted(dssHost), path: '^/public/api/' },
  all: { label: 'all of them', host: '.*', path: '^/(public/)?api/|^/subscriptions|/token(\\?|$)' },
} as const;
type Name = keyof typeof faultyServices;
const names = Object.keys(faultyServices) as [Name, ...Name[]]; // the keys of that very object

/** A fault as people and tests order it: a host and a path, or the name of a service, of which a path may be all that is meant. */
export const FaultOrder = FaultInput.extend({
  host: z.string().optional(),
  path: z.string().optional(),
  service: z.enum(names).optional(),
}).transform(({ service, ...order }) => {
  const usual = service ? faultyServices[service] : { host: '.*', path: '.*' };
  return { ...order, host: order.host ?? usual.host, path: order.path ?? usual.path };
});
