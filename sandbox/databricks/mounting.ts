import { entra } from '../entra/api.ts';
import type { Env } from '../practice.ts';
import { containerOf } from '../storage/files.ts';
import { dssClientId } from '../world/cast.ts';
import { mlOf } from '../world/databricks.ts';
import { type CellOutput, raised, type Session, said } from './cell.ts';

const disabled = 'java.lang.SecurityException: DBFS root and mounts are disabled in this workspace.';

/** `dbutils.fs.unmount('/mnt/x')` */
export function unmount({ store }: Env, { databricks }: Session, mountPoint: string): CellOutput {
  const ml = mlOf(databricks);
  if (!ml.mounts.some((m) => m.mountPoint === mountPoint))
    return raised(`java.rmi.RemoteException: java.lang.IllegalArgumentException: requirement failed: Directory not mounted: ${mountPoint}`);
  ml.mounts = ml.mounts.filter((m) => m.mountPoint !== mountPoint);
  store.save();
  return said(`${mountPoint} has been unmounted.\nTrue`);
}

/** `dbutils.fs.mounts()`, as JSON where the statement prints that. */
export function listMounts({ databricks }: Session, asJson: boolean): CellOutput {
  const ml = mlOf(databricks);
  if (ml.isLegacyDbfsDisabled) return raised(disabled);
  const all = [
    { mountPoint: '/databricks-datasets', source: 'databricks-datasets' },
    ...ml.mounts.map(({ mountPoint, source }) => ({ mountPoint, source })),
  ];
  return said(
    asJson
      ? JSON.stringify(all)
      : all.map((m) => `MountInfo(mountPoint='${m.mountPoint}', source='${m.source}', encryptionType='')`).join('\n'),
  );
}

const argument = (code: string, name: string) =>
  new RegExp(`${name.replace(/\./g, '\\.')}['"]?\\s*[=:]\\s*['"]([^'"]*)`).exec(code)?.[1] ?? '';

/** `dbutils.fs.mount(…)`, with the client credentials that its configuration names. */
export async function mount(env: Env, { databricks }: Session, code: string): Promise<CellOutput> {
  const ml = mlOf(databricks);
  const [source, mountPoint] = [argument(code, 'source'), argument(code, 'mount_point').replace(/\/+$/, '')];
  const failure = (text: string) => raised(`ExecutionError: An error occurred while calling o412.mount.\n: ${text}`);
  if (ml.isLegacyDbfsDisabled) return failure(disabled);
  if (!/^\/mnt\/[\w-]+$/.test(mountPoint))
    return failure(`java.lang.IllegalArgumentException: requirement failed: Mount point ${mountPoint} is not under /mnt`);
  if (ml.mounts.some((m) => m.mountPoint === mountPoint))
    return failure(
      `java.rmi.RemoteException: java.lang.IllegalArgumentException: requirement failed: Directory already mounted: ${mountPoint}`,
    );
  const endpoint = URL.parse(argument(code, 'oauth2.client.endpoint'));
  if (endpoint?.host !== 'login.microsoftonline.com' || !endpoint.pathname.endsWith('/oauth2/token'))
    return failure(
      `HTTP Error 404; url='${endpoint?.href ?? ''}' AADToken: HTTP connection failed for getting token from AzureAD. An OAuth 2.0 (v1) token endpoint is needed.`,
    );
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: argument(code, 'oauth2.client.id'),
    client_secret: argument(code, 'oauth2.client.secret'),
    resource: 'https://storage.azure.com/',
  });
  const answer = await entra.fetch(new Request(endpoint, { method: 'POST', body }), env);
  if (!answer.ok) {
    const { error_description } = (await answer.json()) as { error_description: string }; // our own Entra's
    return failure(
      `HTTP Error ${answer.status}; AADToken: HTTP connection to ${endpoint.href} failed for getting token from AzureAD. ${error_description}`,
    );
  }
  const [, container = '', account = ''] = /^abfss:\/\/([^@]+)@([^.]+)\.dfs\.core\.windows\.net/.exec(source) ?? [];
  if (!containerOf(env.store, account, container))
    return failure(`Operation failed: "The specified filesystem does not exist.", 404, HEAD, ${source}, FilesystemNotFound`);
  if (body.get('client_id') !== dssClientId)
    return failure(
      `Operation failed: "This request is not authorized to perform this operation using this permission.", 403, HEAD, ${source}, AuthorizationPermissionMismatch`,
    );
  ml.mounts.push({ mountPoint, source, clientId: dssClientId });
  env.store.save();
  return said('True');
}
