import ts from 'typescript';
import { type Source, type Sources, within } from '../sources';
import { type VerdictCall, verdictOf } from '../verdicts';

/** What a check may say. */
export interface Said {
  verdicts: readonly VerdictCall[];
  /** The lab's names for the roles of a template from the kit. */
  names: ReadonlyMap<string, string>;
}

interface Made {
  source: Source;
  /** `lab.check({ id })`, `lab.use(template, { id })`, or whatever else is called with the check's id. */
  call: ts.Node;
  options: ts.ObjectLiteralExpression;
}

/** Reads from the sources of a lab what its checks may say. */
export class ChecksInSources {
  private readonly made = new Map<string, Made>();
  private readonly said = new Map<string, Said>();

  constructor(
    private readonly sources: Sources,
    reached: readonly Source[],
  ) {
    for (const source of reached)
      for (const node of within(source.ast)) {
        if (!ts.isObjectLiteralExpression(node) || !ts.isCallExpression(node.parent)) continue;
        const id = propertyOf(node, 'id');
        if (id && ts.isStringLiteralLike(id)) this.made.set(id.text, { source, call: node.parent, options: node });
      }
  }

  /** The verdicts where a check is made, and those of everything that it uses from the lab and the kit. */
  of(checkId: string): Said {
    const known = this.said.get(checkId);
    if (known) return known;
    const made = this.made.get(checkId);
    const said = made
      ? { verdicts: collect(this.sources, made.source, made.call), names: namesIn(made.options) }
      : { verdicts: [], names: new Map<string, string>() };
    this.said.set(checkId, said);
    return said;
  }
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties)
    if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && property.name.text === name) return property.initializer;
  return undefined;
}

function namesIn(options: ts.ObjectLiteralExpression): Map<string, string> {
  const names = propertyOf(options, 'names');
  const pairs = names && ts.isObjectLiteralExpression(names) ? names.properties : [];
  return new Map(
    pairs.flatMap((pair) =>
      ts.isPropertyAssignment(pair) && ts.isIdentifier(pair.name) && ts.isStringLiteralLike(pair.initializer)
        ? [[pair.name.text, pair.initializer.text] as const]
        : [],
    ),
  );
}

function collect(sources: Sources, source: Source, from: ts.Node): VerdictCall[] {
  const found: VerdictCall[] = [];
  const seen = new Set<ts.Node>();
  const visit = (source: Source, root: ts.Node) => {
    if (seen.has(root)) return;
    seen.add(root);
    for (const node of within(root)) {
      const call = verdictOf(source, node);
      if (call) found.push(call);
      const used = ts.isIdentifier(node) && isUse(node) ? declarationOf(sources, source, node.text) : null;
      if (used) visit(used.source, used.node);
    }
  };
  visit(source, from);
  return found;
}

/** Not the name of a property, which says nothing about what is declared under that name. */
const isUse = (node: ts.Identifier): boolean =>
  !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) &&
  !(ts.isPropertyAssignment(node.parent) && node.parent.name === node);

function declarationOf(sources: Sources, source: Source, name: string): { source: Source; node: ts.Node } | null {
  const imported = source.imports.get(name);
  if (imported) return imported.file ? declarationOf(sources, sources.get(imported.file), imported.name) : null;
  for (const statement of source.ast.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return { source, node: statement };
    if (ts.isExportAssignment(statement) && name === 'default') return { source, node: statement };
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    const node = declared.find((d) => ts.isIdentifier(d.name) && d.name.text === name);
    if (node) return { source, node };
  }
  return null;
}
