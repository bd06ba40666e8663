import type { Picture } from '@/lib/lab/picture';

/** 1.2 and 1.3: where the values go that people mix up. */
export const httpPaths: Picture = {
  kind: 'drawing',
  title: 'One host, two HTTP paths',
  caption: 'The cluster and the warehouse share a host and a port. Only the HTTP path tells DSS which of the two to use.',
  lanes: [
    {
      columns: [
        {
          workspace: {
            label: 'Your workspace',
            note: 'Connection details',
            rows: {
              host: { label: 'Server hostname', value: '{{clusterHost}}' },
              cluster: { label: 'HTTP path, cluster', value: '{{clusterHttpPath}}' },
              warehouse: { label: 'HTTP path, SQL warehouse', value: '{{warehouseHttpPath}}' },
            },
          },
        },
        {
          clusterForm: {
            label: 'Cluster connection',
            note: 'in DSS, :step[connect-cluster]',
            rows: { host: { label: 'Host' }, path: { label: 'HTTP path', value: 'sql/protocolv1/…' } },
          },
          warehouseForm: {
            label: 'Warehouse connection',
            note: 'in DSS, :step[connect-warehouse]',
            rows: { host: { label: 'Host' }, path: { label: 'HTTP path', value: '/sql/1.0/…' } },
          },
        },
      ],
      arrows: [
        { from: 'workspace.host', to: 'clusterForm.host', tone: 'accent' },
        { from: 'workspace.host', to: 'warehouseForm.host', tone: 'away', look: 'dashed' },
        { from: 'workspace.cluster', to: 'clusterForm.path', tone: 'accent' },
        { from: 'workspace.warehouse', to: 'warehouseForm.path', tone: 'away', look: 'dashed' },
      ],
    },
  ],
};
