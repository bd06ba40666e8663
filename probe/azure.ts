import { UpstreamError } from '@/lib/clouds/trouble';
import { type Asked, confirmed, different, need, orRefusal, type Question, troubleSeen, untold } from './question';
import { seen } from './words';

const workspacesOf = ({ clouds, place }: Asked) =>
  clouds.azure.databricksWorkspaces({ subscriptionId: need(place.subscriptionId, seen`PROBE_SUBSCRIPTION is not set`) });

/** A name that nobody has given to anything. */
const absent = 'guidepost-probe-absent';

export const azureQuestions: Question[] = [
  {
    id: 'azure.workspace-shape',
    assumes: 'The list of workspaces reads as the specification’s examples',
    async ask(asked) {
      return confirmed(seen`${(await workspacesOf(asked)).length} workspaces read`);
    },
  },
  {
    id: 'azure.creator',
    assumes: 'Azure says who made a workspace (createdBy.oid)',
    async ask(asked) {
      const all = await workspacesOf(asked);
      if (all.length === 0) return untold(seen`no workspaces to read`);
      const saying = all.filter(({ properties }) => properties.createdBy?.oid);
      return (saying.length === all.length ? confirmed : different)(seen`${saying.length} of ${all.length} workspaces say it`);
    },
  },
  {
    id: 'azure.compute-mode',
    assumes: 'Azure says whether a workspace is hybrid or serverless (computeMode)',
    async ask(asked) {
      const all = await workspacesOf(asked);
      if (all.length === 0) return untold(seen`no workspaces to read`);
      const modes = all.map(({ properties }) => properties.computeMode);
      const isKnown = modes.every((mode) => mode === 'Hybrid' || mode === 'Serverless');
      return (isKnown ? confirmed : different)(seen`computeMode is ${modes}`);
    },
  },
  {
    id: 'azure.absent-workspace',
    assumes: 'A workspace that is not there is refused with ResourceNotFound',
    async ask(asked) {
      const subscriptionId = need(asked.place.subscriptionId, seen`PROBE_SUBSCRIPTION is not set`);
      const resourceGroup = need(asked.place.resourceGroup, seen`PROBE_RESOURCE_GROUP is not set`);
      const answer = await orRefusal(asked.clouds.azure.databricksWorkspace({ subscriptionId, resourceGroup, workspaceName: absent }));
      if (answer instanceof UpstreamError) return different(troubleSeen(answer));
      return answer === null ? confirmed(seen`refused with that code`) : different(seen`an answer with a workspace`);
    },
  },
];

export const storageQuestions: Question[] = [
  {
    id: 'storage.list-shape',
    assumes: 'A container’s paths read as the official client’s recorded tests',
    async ask({ clouds, place }) {
      const { account, container } = need(place.storage, seen`PROBE_STORAGE is not set`);
      const listing = await clouds.storage(account).list(container, '');
      if (listing === 'denied') return untold(seen`without a data role on the container`);
      return listing === null ? different(seen`the root directory is not there`) : confirmed(seen`${listing.length} paths read`);
    },
  },
  {
    id: 'storage.absent-path',
    assumes: 'A directory that is not there is refused with PathNotFound',
    async ask({ clouds, place }) {
      const { account, container } = need(place.storage, seen`PROBE_STORAGE is not set`);
      const listing = await orRefusal(clouds.storage(account).list(container, absent));
      if (listing instanceof UpstreamError) return different(troubleSeen(listing));
      if (listing === 'denied') return untold(seen`without a data role on the container`);
      return listing === null ? confirmed(seen`refused with that code`) : different(seen`an answer with ${listing.length} paths`);
    },
  },
];
