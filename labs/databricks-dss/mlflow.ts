/** Source: DSS documentation, mlops/mlflow-models/limitations. The same page prefers 2.17.2 among the versions of MLflow 2. */
export const noMlflow3 = 'DSS does not support models of MLflow 3.';
