import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const text = readFileSync(join(import.meta.dirname, 'text.md'), 'utf8');
const [define = '', call = ''] = [...text.matchAll(/```python\n([\s\S]*?)```/g)].map(([, code]) => code);
const python = (code: string, cwd?: string) => spawnSync('python3', ['-'], { input: code, encoding: 'utf8', ...(cwd ? { cwd } : {}) });
const has = (code: string) => python(code).status === 0;

test('the training code is whole, and logs what its step checks', () => {
  expect(define).toContain('def train_diabetes(data, alpha, l1_ratio, experiment):');
  for (const word of [
    '"alpha"',
    '"l1_ratio"',
    '"rmse"',
    '"r2"',
    '"mae"',
    'np.random.seed(40)',
    'test_size=0.25',
    'random_state=42',
    'name="model"',
    'artifact_path="model"',
  ])
    expect(define).toContain(word);
  expect(call.trim()).toBe('train_diabetes(data, 0.01, 0.01, "{{experimentPath}}")');
});

// Guidepost does not need Python; where it is installed, it checks the code, too.
if (has('')) {
  test('Python parses every block of section 4', () => {
    for (const step of ['mount-storage', 'train-model', 'code-env-and-import']) {
      const blocks = [...readFileSync(join(import.meta.dirname, `../${step}/text.md`), 'utf8').matchAll(/```python\n([\s\S]*?)```/g)];
      expect(blocks.length).toBeGreaterThan(0);
      for (const [, code = ''] of blocks) {
        const { status, stderr } = python(`import ast\nast.parse(${JSON.stringify(code)})`);
        expect([status, stderr]).toEqual([0, '']);
      }
    }
  });
}
if (has('import mlflow, sklearn')) {
  test('Python runs it, and MLflow keeps what the lab expects', () => {
    const folder = mkdtempSync(join(tmpdir(), 'training-'));
    const look = `
run = mlflow.search_runs(experiment_names=["x"]).iloc[0]
print(run["status"], sorted(c for c in run.index if c.startswith(("params.", "metrics."))))`;
    const { status, stdout } = python(
      `import mlflow\nmlflow.set_tracking_uri("file:./runs")\n${define}\n${call.replace('{{experimentPath}}', 'x')}\n${look}`,
      folder,
    );
    rmSync(folder, { recursive: true });
    expect(status).toBe(0);
    expect(stdout).toContain("FINISHED ['metrics.mae', 'metrics.r2', 'metrics.rmse', 'params.alpha', 'params.l1_ratio']");
  }, 120_000);
}
