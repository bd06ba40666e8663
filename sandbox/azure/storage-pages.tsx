/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../practice.ts';
import { bytesOf, containerOf, directoriesBelow, filesBelow, tidyPath } from '../storage/files.ts';
import { Table } from '../ui/page.tsx';
import type { Variables } from './context.ts';
import { at, query, Trouble, View } from './view.tsx';

/** A storage account's container, browsed in the portal by those who have a data role on it. */
export const storagePages = service<Variables>();

storagePages.get('/storage/:account/:container', query(z.object({ path: z.string().default('') })), (c) => {
  const { account, container } = c.req.param();
  const files = containerOf(c.env.store, account, container);
  const directory = tidyPath(c.req.valid('query').path);
  const path = (to: string) => at(c, `/storage/${account}/${container}?path=${encodeURIComponent(to)}`);
  if (!files || c.var.person.storageRole === 'none')
    return c.html(
      <View c={c} title={`${container} | ${account}`}>
        <Trouble
          text={
            files
              ? 'You do not have permissions to list the data using your user account with Microsoft Entra ID.'
              : 'The specified container does not exist.'
          }
        />
      </View>,
      files ? 403 : 404,
    );
  const heads = new Map<string, number | null>();
  for (const name of directoriesBelow(files, directory).keys()) if (!name.includes('/')) heads.set(name, null);
  for (const { path: name, file } of filesBelow(files, directory)) if (!name.includes('/')) heads.set(name, bytesOf(file).length);
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
