import { db, statement } from '@/lib/db';

/** For tests: where in the whole database an id or a name stands, in any case, by table. Tables that are added later are searched, too. */
export async function tracesOf(id: string): Promise<string[]> {
  const tables = await statement<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    [],
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db().$queryRawUnsafe<unknown[]>(`SELECT 1 FROM "${name}" t WHERE t::text ILIKE '%${id}%'`);
    if (rows.length > 0) found.push(name);
  }
  return found.sort();
}
