/** What an MLflow model says about how it was made; null where its files do not say. */
export interface MadeWith {
  /** Without the patch version: `3.12`. */
  python: string | null;
  /** `2.21.3` */
  mlflow: string | null;
}

/** The value of a line `key: value` at any depth of a YAML file, with its quotes taken off. */
function lineOf(yaml: string, key: string): string | null {
  for (const line of yaml.split('\n')) {
    const trimmed = line.slice(0, 500).trim();
    if (trimmed.startsWith(`${key}:`))
      return (
        trimmed
          .slice(key.length + 1)
          .replaceAll(/['"]/g, '')
          .trim() || null
      );
  }
  return null;
}

/** `3.12.3` → `3.12` */
const withoutPatch = (version: string | null): string | null => /^\d{1,2}\.\d{1,3}/.exec(version ?? '')?.[0] ?? null;

/**
 * Reads the two files as MLflow writes them: `python_version` is in the MLmodel's flavor python_function, `mlflow_version` at its end,
 * and python_env.yaml has `python`. Seen so with MLflow 2.21.3 and 3.8.1.
 */
export const madeWith = (mlmodel: string, pythonEnv = ''): MadeWith => ({
  python: withoutPatch(lineOf(mlmodel, 'python_version')) ?? withoutPatch(lineOf(pythonEnv, 'python')),
  mlflow: /^\d[\w.]{0,30}$/.exec(lineOf(mlmodel, 'mlflow_version') ?? '')?.[0] ?? null,
});

/** Whether a text is an MLmodel file: all have flavors. */
export const isMlmodel = (text: string): boolean => text.split('\n').some((line) => line.startsWith('flavors:'));

/** Whether a text is a python_env.yaml. */
export const isPythonEnv = (text: string): boolean => text.split('\n').some((line) => line.startsWith('python:'));
