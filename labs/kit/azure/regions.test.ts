import { expect, test } from 'vitest';
import { regionName } from './regions';

test.each([
  ['uksouth', 'UK South'],
  ['UK South', 'UK South'],
  ['EASTUS2', 'East US 2'],
  ['germanywestcentral', 'Germany West Central'],
  ['atlantis', 'atlantis'],
  ['', ''],
])('%s is %s in the portal’s menu', (region, name) => {
  expect(regionName(region)).toBe(name);
});
