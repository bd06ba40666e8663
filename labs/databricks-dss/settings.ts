import { z } from 'zod';
import type { SettingSpec } from '@/labs/lab';

const uuid = (what: string) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.uuid(`${what} is a uuid, such as 12345678-90ab-4cde-8f01-234567890abc.`));

/** What differs from one workshop to the next. The presets are the values of the lab's source; ids are the facilitator's own. */
export const settings: readonly SettingSpec[] = [
  { name: 'tenantId', label: 'Entra tenant id', schema: uuid('A tenant id'), preset: '' },
  { name: 'subscriptionId', label: 'Azure subscription id', schema: uuid('A subscription id'), preset: '' },
  {
    name: 'subscriptionName',
    label: 'Subscription name',
    hint: 'As attendees see it in the Azure portal.',
    schema: z.string().trim().min(1, 'Name the subscription.').max(80),
    preset: '',
  },
  {
    name: 'resourceGroup',
    label: 'Resource group',
    schema: z
      .string()
      .trim()
      .regex(/^[\w.()-]{1,89}[\w()-]$/, 'A resource group has letters, digits, hyphens, underscores, dots and brackets.'),
    preset: 'databricks-demo',
  },
  {
    name: 'region',
    label: 'Region',
    hint: 'As Azure spells it: uksouth.',
    schema: z
      .string()
      .trim()
      .regex(/^[a-zA-Z0-9 ]{3,40}$/, 'A region looks like uksouth.'),
    preset: 'uksouth',
  },
  { name: 'tier', label: 'Pricing tier', schema: z.enum(['premium', 'trial'], 'The tier is premium or trial.'), preset: 'premium' },
  {
    name: 'newestRuntime',
    label: 'Newest runtime allowed',
    hint: 'Such as 16.4. Empty: the newest there is.',
    schema: z
      .string()
      .trim()
      .regex(/^(\d{1,2}(\.\d{1,2})?)?$/, 'A runtime version looks like 16.4.'),
    preset: '',
  },
];
