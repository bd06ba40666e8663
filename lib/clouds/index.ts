// Every vendor that a lab may declare.
export { azure } from './azure';
export { databricks } from './databricks';
export { dss } from './dss';
export { entra } from './entra';
export { storage } from './storage';
