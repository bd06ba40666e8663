// Started by type-check.ts: type-checks a lab, and again whenever a file that it imports changes.
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import type { Finding } from '../finding';

const [root = '', folder = ''] = process.argv.slice(2);
process.on('disconnect', () => process.exit());

let findings: Finding[] = [];

function add({ file, start = 0, messageText }: ts.Diagnostic): void {
  const { line, character } = file ? ts.getLineAndCharacterOfPosition(file, start) : { line: 0, character: 0 };
  findings.push({
    file: file ? relative(root, file.fileName).split(sep).join('/') : 'tsconfig.json',
    line: line + 1,
    column: character + 1,
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  });
}

const config = join(root, 'tsconfig.json');
const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, root, {
  noEmit: true,
  incremental: false,
});
const host = ts.createWatchCompilerHost(
  [join(root, folder, 'lab.ts')],
  { ...options, plugins: [] },
  ts.sys,
  ts.createSemanticDiagnosticsBuilderProgram,
  add,
  () => undefined,
);
const { afterProgramCreate } = host;
host.afterProgramCreate = (program) => {
  findings = [];
  afterProgramCreate?.(program);
  process.send?.(findings);
};
ts.createWatchProgram(host);
