/** The statements of a cell at its outermost level, each with the block that belongs to it; comments and blank lines are left out. */
export function statementsOf(code: string): string[] {
  const statements: string[][] = [];
  let depth = 0;
  for (const line of code.split('\n')) {
    if (depth === 0 && /^\s*(#.*)?$/.test(line)) continue;
    const belongs = statements.length > 0 && (depth > 0 || /^\s/.test(line) || /^[)\]}]/.test(line));
    if (belongs) statements.at(-1)?.push(line);
    else statements.push([line]);
    depth = Math.max(0, depth + opened(line));
  }
  return statements.map((lines) => lines.join('\n').trimEnd());
}

/** How many brackets a line leaves open, those in strings and comments not counted. */
function opened(line: string): number {
  const plain = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '').replace(/#.*$/, '');
  return (plain.match(/[([{]/g)?.length ?? 0) - (plain.match(/[)\]}]/g)?.length ?? 0);
}

/** What is installed on the cluster, as far as the lab imports it. */
const modules = ['mlflow', 'numpy', 'pandas', 'sklearn', 'json', 'os', 'sys', 'warnings', 'logging', 'math', 'time', 'datetime', 'pyspark'];

/** What a statement is, to somebody who cannot run Python but knows the lab. */
export type Statement =
  | { kind: 'nothing' }
  | { kind: 'import'; missing: string | null }
  | { kind: 'function'; name: string; trains: boolean }
  | { kind: 'value'; name: string }
  | { kind: 'print'; text: string }
  | { kind: 'mount' }
  | { kind: 'unmount'; mountPoint: string }
  | { kind: 'mounts'; asJson: boolean }
  | { kind: 'train'; function: string; data: string; alpha: number; ratio: number; experiment: string }
  | { kind: 'unknown' };

export function read(statement: string): Statement {
  const [, imported] = /^(?:import|from)\s+(\w+)/.exec(statement) ?? [];
  if (imported) return { kind: 'import', missing: modules.includes(imported) ? null : imported };
  const [, defined] = /^def\s+(\w+)\s*\(/.exec(statement) ?? [];
  if (defined) return { kind: 'function', name: defined, trains: /mlflow\.start_run\(/.test(statement) && /\.log_model\(/.test(statement) };
  if (
    /^(warnings\.(filterwarnings|simplefilter)|np\.random\.seed|logging\.basicConfig|dbutils\.fs\.refreshMounts)\([^()]*\)$/.test(
      statement,
    ) ||
    statement === 'pass'
  )
    return { kind: 'nothing' };
  const [, printed] = /^print\((?:"((?:[^"\\])*)"|'((?:[^'\\])*)')\)$/.exec(statement)?.filter((part) => part !== undefined) ?? [];
  if (printed !== undefined) return { kind: 'print', text: printed };
  if (/^(print|display)\(""\)$|^print\(''\)$/.test(statement)) return { kind: 'print', text: '' };
  if (/^dbutils\.fs\.mount\s*\(/.test(statement)) return { kind: 'mount' };
  const [, mountPoint] = /^dbutils\.fs\.unmount\(\s*['"]([^'"]+)['"]\s*\)$/.exec(statement) ?? [];
  if (mountPoint) return { kind: 'unmount', mountPoint };
  if (/^(?:print\(|display\()?(?:json\.dumps\()?(?:\[[^;[\]]* for \w+ in )?dbutils\.fs\.mounts\(\)\]?\){0,2}$/.test(statement))
    return { kind: 'mounts', asJson: statement.includes('json') };
  const [, name, value = ''] = /^([A-Za-z_]\w*)\s*=\s*([\s\S]+)$/.exec(statement) ?? [];
  if (name && /^load_diabetes\(|^datasets\.load_diabetes\(|^(?:-?[\d.]+|'[^']*'|"[^"]*")$/.test(value)) return { kind: 'value', name };
  const call = /^(\w+)\(\s*(\w+)\s*,\s*([\d.]+)\s*,\s*([\d.]+)\s*,\s*(?:'([^']*)'|"([^"]*)")\s*\)$/.exec(statement);
  if (call) {
    const [, called = '', data = '', alpha, ratio, single, double] = call;
    return { kind: 'train', function: called, data, alpha: Number(alpha), ratio: Number(ratio), experiment: single ?? double ?? '' };
  }
  return { kind: 'unknown' };
}
