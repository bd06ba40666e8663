import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import ts from 'typescript';

/** Where a name of a file comes from: a file of this project, or a module that is not part of any lab. */
interface Import {
  /** The name under which it is exported. */
  name: string;
  /** The file, where it belongs to a lab or the kit. */
  file: string | null;
  /** As it is written. */
  module: string;
}

/** A TypeScript file of a lab or the kit: parsed, not type-checked. */
export interface Source {
  /** From the project's root. */
  file: string;
  ast: ts.SourceFile;
  /** By the names that the file uses. */
  imports: ReadonlyMap<string, Import>;
}

const posix = (path: string) => path.split(sep).join('/');
const isTest = (file: string) => /\.test\.tsx?$/.test(file);

/** The TypeScript files of a project's labs, each read once. */
export class Sources {
  readonly root: string;
  private readonly read = new Map<string, Source>();

  constructor(root: string) {
    this.root = root;
  }

  get(file: string): Source {
    const source = this.read.get(file) ?? this.parse(file);
    this.read.set(file, source);
    return source;
  }

  /** The files of a folder, without tests. */
  in(folder: string): Source[] {
    const entries = readdirSync(join(this.root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !isTest(entry.name))
      .map((entry) => posix(join(entry.parentPath, entry.name)).slice(posix(this.root).length + 1))
      .sort()
      .map((file) => this.get(file));
  }

  /** These and everything of labs and the kit that they import. */
  reachedFrom(sources: readonly Source[]): Source[] {
    const reached = new Set(sources);
    for (const { imports } of reached) for (const { file } of imports.values()) if (file) reached.add(this.get(file));
    return [...reached];
  }

  private parse(file: string): Source {
    const ast = ts.createSourceFile(file, readFileSync(join(this.root, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const imports = new Map<string, Import>();
    for (const statement of ast.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const module = statement.moduleSpecifier.text;
      const from = { module, file: this.resolve(file, module) };
      const { name: byDefault, namedBindings } = statement.importClause ?? {};
      if (byDefault) imports.set(byDefault.text, { ...from, name: 'default' });
      if (namedBindings && ts.isNamedImports(namedBindings))
        for (const { name, propertyName } of namedBindings.elements) imports.set(name.text, { ...from, name: (propertyName ?? name).text });
    }
    return { file, ast, imports };
  }

  private resolve(importer: string, module: string): string | null {
    const isOwn = module.startsWith('.') || (module.startsWith('@/') && !module.startsWith('@/lib/'));
    if (!isOwn) return null;
    const path = posix(normalize(module.startsWith('.') ? join(dirname(importer), module) : module.slice(2)));
    return [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`, path].find((f) => /\.tsx?$/.test(f) && existsSync(join(this.root, f))) ?? null;
  }
}

/** Every node below this one, and itself. */
export function* within(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* within(child);
}

/** Where a node starts, with lines and columns counted from 1. */
export function positionOf({ file, ast }: Source, node: ts.Node): { file: string; line: number; column: number } {
  const { line, character } = ast.getLineAndCharacterOfPosition(node.getStart(ast));
  return { file, line: line + 1, column: character + 1 };
}
