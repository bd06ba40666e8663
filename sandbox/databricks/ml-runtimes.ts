/** What an ML runtime brings, as far as a logged model mentions it. */
export interface MlRuntime {
  python: string;
  mlflow: string;
  /** What MLflow writes into a scikit-learn model's requirements.txt besides itself: the packages that the model imports, as installed. */
  packages: string[];
}

/**
 * MLflow by runtime as in the compatibility matrix of the release notes (learn.microsoft.com, databricks/release-notes/runtime). Which
 * packages are named, and in which order, is what MLflow 2.21.3 and 3.8.1 wrote for the lab's cell on Python 3.12; the versions of
 * Python and packages are assumed.
 */
const runtimes: Record<string, MlRuntime> = {
  '14.3': {
    python: '3.10.12',
    mlflow: '2.9.2',
    packages: ['cloudpickle==2.0.0', 'numpy==1.23.5', 'psutil==5.9.0', 'scikit-learn==1.3.0', 'scipy==1.10.0'],
  },
  '15.4': {
    python: '3.11.0',
    mlflow: '2.13.1',
    packages: ['cloudpickle==2.2.1', 'numpy==1.23.5', 'psutil==5.9.0', 'scikit-learn==1.3.0', 'scipy==1.11.1'],
  },
  '16.4': {
    python: '3.12.3',
    mlflow: '2.21.3',
    packages: ['cloudpickle==3.0.0', 'numpy==1.26.4', 'psutil==5.9.0', 'scikit-learn==1.4.2', 'scipy==1.13.1'],
  },
  '17.3': {
    python: '3.12.3',
    mlflow: '3.0.1',
    packages: ['cloudpickle==3.0.0', 'numpy==1.26.4', 'pandas==2.2.3', 'psutil==5.9.0', 'scikit-learn==1.5.1', 'scipy==1.13.1'],
  },
  '18': {
    python: '3.12.3',
    mlflow: '3.8.1',
    packages: ['cloudpickle==3.0.0', 'numpy==2.1.3', 'pandas==2.2.3', 'psutil==5.9.0', 'scikit-learn==1.6.1', 'scipy==1.15.3'],
  },
  '19': {
    python: '3.12.3',
    mlflow: '3.12.0',
    packages: ['cloudpickle==3.0.0', 'numpy==2.1.3', 'pandas==2.2.3', 'psutil==5.9.0', 'scikit-learn==1.6.1', 'scipy==1.15.3'],
  },
};

/** @param key of a runtime, such as `16.4.x-cpu-ml-scala2.12` */
export function mlRuntimeOf(key: string): MlRuntime {
  const [, version = ''] = /^(\d+(?:\.\d+)?)/.exec(key) ?? [];
  const found = runtimes[version];
  if (!found) throw new Error(`The practice cloud has no ML runtime ${key}.`);
  return found;
}

/** From 17.3 on, the ML runtime has MLflow 3, where a model is no longer an artifact of its run. */
export const hasMlflow3 = ({ mlflow }: MlRuntime): boolean => mlflow.startsWith('3.');
