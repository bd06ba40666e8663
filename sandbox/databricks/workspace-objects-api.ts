import { z } from 'zod';
import { service } from '../practice.ts';
import { mlOf } from '../world/databricks.ts';
import type { C, Variables } from './context.ts';
import { dbError, json, missing, query } from './errors.ts';

/** `/api/2.0/workspace/…`: the notebooks of a workspace. */
export const workspaceObjects = service<Variables>();

const notebooks = (c: C) => mlOf(c.var.databricks).notebooks;
const find = (c: C, path: string) => notebooks(c).find((n) => n.path === path) ?? missing(`Path (${path}) doesn't exist.`);

const body = (c: C, n: { path: string; modifiedAt: number }) => ({
  path: n.path,
  object_type: 'NOTEBOOK',
  language: 'PYTHON',
  object_id: notebooks(c).findIndex((k) => k.path === n.path) + 1,
  modified_at: n.modifiedAt,
});

const At = z.object({ path: z.string() });

workspaceObjects.get('/list', query(z.object({ path: z.string().default('/') })), (c) => {
  const directory = c.req.valid('query').path.replace(/\/$/, '');
  const objects = notebooks(c).filter((n) => n.path.slice(0, n.path.lastIndexOf('/')) === directory);
  return c.json(objects.length ? { objects: objects.map((n) => body(c, n)) } : {});
});
workspaceObjects.get('/get-status', query(At), (c) => {
  const found = find(c, c.req.valid('query').path);
  return found instanceof Response ? found : c.json(body(c, found));
});
workspaceObjects.get('/export', query(At), (c) => {
  const found = find(c, c.req.valid('query').path);
  if (found instanceof Response) return found;
  const source = `# Databricks notebook source\n${found.cells.map((cell) => cell.code).join('\n\n# COMMAND ----------\n\n')}\n`;
  return c.json({ content: Buffer.from(source).toString('base64'), file_type: 'py' });
});

const Import = At.extend({ content: z.string(), overwrite: z.boolean().default(false) });

workspaceObjects.post('/import', json(Import), (c) => {
  const { path, content, overwrite } = c.req.valid('json');
  const known = notebooks(c).find((n) => n.path === path);
  if (known && !overwrite) return dbError(400, 'RESOURCE_ALREADY_EXISTS', `${path} already exists.`);
  const source = Buffer.from(content, 'base64')
    .toString()
    .replace(/^# Databricks notebook source\n/, '');
  const cells = source.split(/\n*# COMMAND -+\n*/).map((code) => ({ code, output: '', isError: false }));
  const modifiedAt = c.env.store.clock.now();
  if (known) Object.assign(known, { cells, modifiedAt });
  else notebooks(c).push({ path, by: c.var.person.upn, modifiedAt, cells });
  return c.json({});
});
