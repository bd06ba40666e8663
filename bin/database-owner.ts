import { createHmac } from 'node:crypto';
import pg from 'pg';

/** The role that the portal uses: it owns its database and nothing else. Breaking into that database doesn't give anybody the server. */
const role = 'guidepost_portal';

interface Wanted {
  /** The server, as its superuser. */
  server: URL;
  /** The superuser's. The role's own password is derived from it, and doesn't reveal it. */
  password: string;
  database: string;
  /** For tests, which make databases of their own. */
  mayCreateDatabases: boolean;
}

/**
 * Makes sure that the portal's role exists and owns the portal's database. An older data folder, where everything belongs to the superuser,
 * is handed over.
 * @returns the URL of the database for that role
 */
export async function ownDatabase({ server, password, database, mayCreateDatabases }: Wanted): Promise<string> {
  const own = new URL(server);
  own.username = role;
  own.password = createHmac('sha256', password).update(role).digest('base64url');
  own.pathname = `/${database}`;

  const id = pg.escapeIdentifier;
  await asSuperuser(server, 'postgres', async (db) => {
    const rights = `LOGIN NOSUPERUSER NOCREATEROLE ${mayCreateDatabases ? 'CREATEDB' : 'NOCREATEDB'} PASSWORD ${pg.escapeLiteral(own.password)}`;
    const { rowCount: hasRole } = await db.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    await db.query(`${hasRole ? 'ALTER' : 'CREATE'} ROLE ${id(role)} ${rights}`);
    const { rowCount: hasDatabase } = await db.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    await db.query(`${hasDatabase ? 'ALTER' : 'CREATE'} DATABASE ${id(database)} ${hasDatabase ? 'OWNER TO' : 'OWNER'} ${id(role)}`);
  });
  await asSuperuser(server, database, async (db) => void (await db.query(handOver)));
  return own.href;
}

async function asSuperuser(server: URL, database: string, act: (db: pg.Client) => Promise<void>): Promise<void> {
  const url = new URL(server);
  url.pathname = `/${database}`;
  const db = new pg.Client({ connectionString: url.href });
  await db.connect();
  try {
    await act(db);
  } finally {
    await db.end();
  }
}

/** REASSIGN OWNED refuses to take anything from the superuser that the server was made with, so each thing is given by itself. */
const handOver = `
  DO $$
  DECLARE command text;
  BEGIN
    FOR command IN
      SELECT format('ALTER TABLE %s OWNER TO ${role}', oid::regclass) FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND relowner <> '${role}'::regrole
    LOOP EXECUTE command; END LOOP;
    -- those of a table's own column have gone with it
    FOR command IN
      SELECT format('ALTER SEQUENCE %s OWNER TO ${role}', oid::regclass) FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' AND relowner <> '${role}'::regrole
    LOOP EXECUTE command; END LOOP;
    FOR command IN
      SELECT format('ALTER TYPE %s OWNER TO ${role}', oid::regtype) FROM pg_type
      WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd') AND typowner <> '${role}'::regrole
    LOOP EXECUTE command; END LOOP;
    FOR command IN
      SELECT format('ALTER ROUTINE %s OWNER TO ${role}', oid::regprocedure) FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace AND proowner <> '${role}'::regrole
    LOOP EXECUTE command; END LOOP;
  END $$`;
