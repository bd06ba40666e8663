/** @jsxImportSource hono/jsx */
import { service } from '../practice.ts';
import { bytesOf, containerOf, filesBelow, tidyPath } from '../storage/files.ts';
import { Table } from '../ui/page.tsx';
import { at, View } from './view.tsx';

/** The container of a storage account, as the portal browses it; for those who have a data role on it. */
export const storagePages = service();

storagePages.get('/storage/:account/:container', (c) => {
  const { account, container } = c.req.param();
  const files = containerOf(c.env.store, account, container);
  const directory = tidyPath(c.req.query('path') ?? '');
  const path = (to: string) => at(c, `/storage/${account}/${container}?path=${encodeURIComponent(to)}`);
  if (!files || c.var.person.storageRole === 'none')
    return c.html(
      <View c={c} title={`${container} | ${account}`}>
        <p class="card bad" role="alert">
          {files
            ? 'You do not have permissions to list the data using your user account with Microsoft Entra ID.'
            : 'The specified container does not exist.'}
        </p>
      </View>,
      files ? 403 : 404,
    );
  const heads = new Map<string, number | null>();
  for (const { path: below, file } of filesBelow(files, directory)) {
    const [head = '', ...rest] = below.split('/');
    heads.set(head, rest.length > 0 ? null : bytesOf(file).length);
  }
  return c.html(
    <View c={c} title={`${container} | ${account}`}>
      <p>
        Location: <a href={path('')}>{container}</a>
        {directory
          .split('/')
          .filter(Boolean)
          .map((name, i, all) => (
            <>
              {' / '}
              <a href={path(all.slice(0, i + 1).join('/'))}>{name}</a>
            </>
          ))}
      </p>
      {heads.size === 0 ? (
        <p class="card">No results.</p>
      ) : (
        <Table label="Blobs" heads={['Name', 'Size']}>
          {[...heads].map(([name, size]) => (
            <tr>
              <td>{size === null ? <a href={path(`${directory}/${name}`)}>{name}</a> : name}</td>
              <td>{size === null ? 'directory' : `${size} B`}</td>
            </tr>
          ))}
        </Table>
      )}
    </View>,
  );
});
