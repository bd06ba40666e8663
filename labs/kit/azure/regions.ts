import { sameRegion } from './workspace';

/** Azure's regions by the names under which its portal lists them. Source: learn.microsoft.com, azure/reliability/regions-list. */
const names = [
  ...['Australia Central', 'Australia Central 2', 'Australia East', 'Australia Southeast', 'Austria East', 'Belgium Central'],
  ...['Brazil South', 'Brazil Southeast', 'Canada Central', 'Canada East', 'Central India', 'Central US', 'Chile Central', 'Denmark East'],
  ...['East Asia', 'East US', 'East US 2', 'France Central', 'France South', 'Germany North', 'Germany West Central', 'Indonesia Central'],
  ...['Israel Central', 'Italy North', 'Japan East', 'Japan West', 'Jio India Central', 'Jio India West', 'Korea Central', 'Korea South'],
  ...['Malaysia West', 'Mexico Central', 'New Zealand North', 'North Central US', 'North Europe', 'Norway East', 'Norway West'],
  ...['Poland Central', 'Qatar Central', 'South Africa North', 'South Africa West', 'South Central US', 'South India', 'Southeast Asia'],
  ...['Spain Central', 'Sweden Central', 'Sweden South', 'Switzerland North', 'Switzerland West', 'UAE Central', 'UAE North', 'UK South'],
  ...['UK West', 'West Central US', 'West Europe', 'West India', 'West US', 'West US 2', 'West US 3'],
];

/** A region as the portal's menu has it: `UK South` for `uksouth`. An unknown one stays unchanged. */
export const regionName = (region: string): string => names.find((name) => sameRegion(name, region)) ?? region;
