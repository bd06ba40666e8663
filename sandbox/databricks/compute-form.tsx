/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { text, tick } from '../ui/form.ts';
import { Choice, Field, Tick } from '../ui/page.tsx';
import type { Cluster } from '../world/databricks.ts';
import { effectiveSparkVersion, nodeTypes, policies, sparkVersions, sparkVersionsOf } from './catalog.ts';
import type { ClusterRequest } from './clusters.ts';
import type { C } from './context.ts';
import { Trouble, View } from './view.tsx';

const standardVersions = (versions: typeof sparkVersions) => versions.filter((v) => !/-ml-/.test(v.key));
const nodeLabel = (n: (typeof nodeTypes)[number]) =>
  `${n.node_type_id} · ${n.memory_mb / 1024} GB Memory, ${n.num_cores} Cores${n.num_gpus ? `, ${n.num_gpus} GPU` : ''}`;

const modes = [
  { value: 'DATA_SECURITY_MODE_AUTO', label: 'Auto' },
  { value: 'DATA_SECURITY_MODE_DEDICATED', label: 'Dedicated (formerly: Single user)' },
  { value: 'DATA_SECURITY_MODE_STANDARD', label: 'Standard (formerly: Shared)' },
];

/** "Create compute", with the labels of today's console. Editing shows the same form. */
export function ComputeForm({ c, cluster, trouble }: { c: C; cluster?: Cluster | undefined; trouble?: string }) {
  const members = c.var.databricks.members.map((m) => m.upn);
  const asked = cluster?.sparkVersion.replace(/-(cpu|gpu)-ml/, '');
  return (
    <View c={c} title={cluster ? `Edit ${cluster.name}` : 'Create new compute'}>
      <Trouble text={trouble} />
      <form method="post" class="card">
        <Field name="name" label="Compute name" required value={cluster?.name ?? `${c.var.person.name}'s Cluster`} />
        <Choice
          name="policy"
          label="Policy"
          value={cluster ? (cluster.policyId ?? '') : policies[0]?.policy_id}
          options={[{ value: '', label: 'Unrestricted' }, ...policies.map((p) => ({ value: p.policy_id, label: p.name }))]}
        />
        <fieldset>
          <legend>Performance</legend>
          <Tick name="ml" label="Machine learning" checked={cluster ? /-ml-/.test(effectiveSparkVersion(cluster)) : false} />
          <Choice
            name="version"
            label="Databricks runtime"
            value={asked ?? '18.x-scala2.13'}
            options={standardVersions(sparkVersionsOf(c.env.store.world.rules)).map((v) => ({ value: v.key, label: v.name }))}
          />
          <Tick name="photon" label="Photon acceleration" checked={cluster?.runtimeEngine === 'PHOTON'} />
          <Choice
            name="node"
            label="Node type"
            value={cluster?.nodeTypeId ?? 'Standard_D4ds_v5'}
            options={nodeTypes.filter((n) => !n.is_hidden).map((n) => ({ value: n.node_type_id, label: nodeLabel(n) }))}
          />
          <Tick name="single" label="Single node" checked={cluster?.isSingleNode ?? false} />
          <Field name="workers" label="Workers (when not single node)" type="number" value={String(cluster?.numWorkers || 2)} />
          <Tick name="terminate" label="Terminate after" checked={cluster ? cluster.autoterminationMinutes > 0 : true} />
          <Field name="minutes" label="minutes of inactivity" type="number" value={String(cluster?.autoterminationMinutes || 120)} />
        </fieldset>
        <fieldset>
          <legend>Advanced</legend>
          <Choice name="mode" label="Access mode" value={cluster?.dataSecurityMode ?? 'DATA_SECURITY_MODE_AUTO'} options={modes} />
          <Choice
            name="user"
            label="Single user or group access"
            value={cluster?.singleUserName ?? c.var.person.upn}
            options={[...members, 'data-scientists'].map((m) => ({ value: m, label: m }))}
          />
        </fieldset>
        <div class="row">
          <button>{cluster ? 'Confirm and restart' : 'Create compute'}</button>
        </div>
      </form>
    </View>
  );
}

const offer = 'Choose a runtime and a node type.';
const patience = 'Terminate after must be 10 to 10000 minutes.';

/** The submitted form. Its messages are shown on the form. */
export const Compute = z
  .object({
    name: text.refine((name) => name !== '', 'Give it a name.'),
    policy: text,
    ml: tick,
    version: text.refine((version) => standardVersions(sparkVersions).some((v) => v.key === version), offer),
    photon: tick,
    node: text.refine((node) => nodeTypes.some((n) => n.node_type_id === node), offer),
    single: tick,
    workers: text,
    terminate: tick,
    minutes: text,
    mode: text.refine((mode) => modes.some((m) => m.value === mode), 'Choose an access mode.'),
    user: text,
  })
  .transform(({ terminate, minutes, ...rest }) => ({ ...rest, minutes: terminate ? Number(minutes) : 0 }))
  .refine(({ minutes }) => minutes === 0 || (Number.isInteger(minutes) && minutes >= 10 && minutes <= 10_000), patience);

export const requestOf = (asked: z.output<typeof Compute>, upn: string): ClusterRequest => ({
  name: asked.name,
  policyId: asked.policy || null,
  sparkVersion: asked.version,
  useMlRuntime: asked.ml,
  nodeTypeId: asked.node,
  kind: 'CLASSIC_PREVIEW',
  isSingleNode: asked.single,
  numWorkers: asked.single ? 0 : Number(asked.workers) || 2,
  autoterminationMinutes: asked.minutes,
  dataSecurityMode: asked.mode,
  singleUserName: asked.mode === 'DATA_SECURITY_MODE_STANDARD' ? null : asked.user || upn,
  runtimeEngine: asked.photon ? 'PHOTON' : 'STANDARD',
});
