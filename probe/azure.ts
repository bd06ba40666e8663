import { UpstreamError } from '@/lib/clouds/trouble';
import { type Asked, confirmed, different, need, orRefusal, type Question, troubleSeen, untold } from './question';
import { seen } from './words';

const workspacesOf = ({ clouds, place }: Asked) =>
  clouds.azure.databricksWorkspaces({ subscriptionId: need(place.subscriptionId, seen`PROBE_SUBSCRIPTION is not set`) });

/** A name that nothing has. */
const absent = 'guidepost-probe-absent';

export const azureQuestions: Question[] = [
  {
    id: 'azure.workspace-shape',
    assumes: 'The list of workspaces has the shape of the specification’s examples',
    async ask(asked) {
      return confirmed(seen`${(await workspacesOf(asked)).length} workspaces read`);
    },
  },
  {
    id: 'azure.creator',
    assumes: 'Azure names the creator of a workspace (createdBy.oid)',
    async ask(asked) {
      const all = await workspacesOf(asked);
      if (all.length === 0) return untold(seen`there are no workspaces`);
      const saying = all.filter(({ properties }) => properties.createdBy?.oid);
      return (saying.length === all.length ? confirmed : different)(seen`${saying.length} of ${all.length} workspaces name theirs`);
    },
  },
  {
    id: 'azure.compute-mode',
    assumes: 'Azure says whether a workspace is hybrid or serverless (computeMode)',
    async ask(asked) {
      const all = await workspacesOf(asked);
      if (all.length === 0) return untold(seen`there are no workspaces`);
      const modes = all.map(({ properties }) => properties.computeMode);
      const isKnown = modes.every((mode) => mode === 'Hybrid' || mode === 'Serverless');
      return (isKnown ? confirmed : different)(seen`computeMode is ${modes}`);
    },
  },
  {
    id: 'azure.absent-workspace',
    assumes: 'A request for a workspace that doesn’t exist is refused with ResourceNotFound',
    async ask(asked) {
      const subscriptionId = need(asked.place.subscriptionId, seen`PROBE_SUBSCRIPTION is not set`);
      const resourceGroup = need(asked.place.resourceGroup, seen`PROBE_RESOURCE_GROUP is not set`);
      const answer = await orRefusal(asked.clouds.azure.databricksWorkspace({ subscriptionId, resourceGroup, workspaceName: absent }));
      if (answer instanceof UpstreamError) return different(troubleSeen(answer));
      return answer === null ? confirmed(seen`refused with that code`) : different(seen`it answered with a workspace`);
    },
  },
];

export const storageQuestions: Question[] = [
  {
    id: 'storage.list-shape',
    assumes: 'The list of a container’s paths has the shape of the official client’s recorded tests',
    async ask({ clouds, place }) {
      const { account, container } = need(place.storage, seen`PROBE_STORAGE is not set`);
      const listing = await clouds.storage(account).list(container, '');
      if (listing === 'denied') return untold(seen`you have no data role on the container`);
      return listing === null ? different(seen`the root directory doesn’t exist`) : confirmed(seen`${listing.length} paths read`);
    },
  },
  {
    id: 'storage.absent-path',
    assumes: 'A request for a directory that doesn’t exist is refused with PathNotFound',
    async ask({ clouds, place }) {
      const { account, container } = need(place.storage, seen`PROBE_STORAGE is not set`);
      const listing = await orRefusal(clouds.storage(account).list(container, absent));
      if (listing instanceof UpstreamError) return different(troubleSeen(listing));
      if (listing === 'denied') return untold(seen`you have no data role on the container`);
      return listing === null ? confirmed(seen`refused with that code`) : different(seen`it answered with ${listing.length} paths`);
    },
  },
];
