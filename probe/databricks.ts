import { UpstreamError } from '@/lib/clouds/trouble';
import { type Asked, confirmed, different, lastStatus, need, orRefusal, type Question, troubleSeen, untold } from './question';
import { seen } from './words';

const workspace = ({ clouds, place }: Asked) => clouds.databricks(need(place.workspace, seen`PROBE_WORKSPACE is not set`));

export const databricksQuestions: Question[] = [
  {
    id: 'databricks.me',
    assumes: 'Me returns a userName',
    async ask(asked) {
      const me = await workspace(asked).currentUser();
      if (!me) return untold(seen`the workspace doesn’t let you in: status ${lastStatus(asked)}`);
      return confirmed(seen`it does; same as the sign-in name: ${me.userName.toLowerCase() === asked.place.userName?.toLowerCase()}`);
    },
  },
  {
    id: 'databricks.stranger',
    assumes: 'A workspace answers somebody who has never opened it with its own 403',
    async ask(asked) {
      const host = need(asked.place.strangerWorkspace, seen`PROBE_STRANGER_WORKSPACE is not set`);
      const answer = await orRefusal(asked.clouds.databricks(host).clusters());
      if (!(answer instanceof UpstreamError)) return untold(seen`it let you in`);
      const { trouble, status } = answer.detail;
      return (trouble === 'stranger' && status === 403 ? confirmed : different)(troubleSeen(answer));
    },
  },
  {
    id: 'databricks.legacy-dbfs',
    line: '22',
    assumes: 'Everybody can read the setting disable_legacy_dbfs',
    async ask(asked) {
      const isDisabled = await workspace(asked).isLegacyDbfsDisabled();
      return isDisabled === null ? different(seen`refused: status ${lastStatus(asked)}`) : confirmed(seen`its value is ${isDisabled}`);
    },
  },
  {
    id: 'databricks.mount-names',
    line: '23',
    assumes: 'dbfs/list lists the names under /mnt',
    async ask(asked) {
      const names = await orRefusal(workspace(asked).mountNames());
      return names instanceof UpstreamError ? different(troubleSeen(names)) : confirmed(seen`${names.length} names listed`);
    },
  },
  {
    id: 'databricks.runtime',
    assumes: 'Runtime 16.4 LTS ML is available',
    async ask(asked) {
      const keys = (await workspace(asked).sparkVersions()).map(({ key }) => key);
      const newest = Math.max(0, ...keys.map((key) => Number.parseInt(key, 10)).filter((major) => major < 1000));
      const isOffered = keys.some((key) => /^16\.4\.x-(cpu-ml-)?scala/.test(key));
      return (isOffered ? confirmed : different)(seen`${keys.length} versions, the newest ${newest}`);
    },
  },
  {
    id: 'databricks.compute-shape',
    assumes: 'Clusters, node types and warehouses have the official client’s fields',
    async ask(asked) {
      const databricks = workspace(asked);
      const clusters = (await databricks.clusters()).rows;
      const types = await databricks.nodeTypes();
      const warehouses = (await databricks.warehouses()).rows;
      return confirmed(seen`clusters: ${clusters.length}, node types: ${types.length > 0}, warehouses: ${warehouses.length}`);
    },
  },
  {
    id: 'databricks.absent-experiment',
    assumes: 'A request for an experiment that doesn’t exist is refused with RESOURCE_DOES_NOT_EXIST',
    async ask(asked) {
      const answer = await orRefusal(workspace(asked).experiment('/Shared/guidepost-probe-absent'));
      if (answer instanceof UpstreamError) return different(troubleSeen(answer));
      return answer === null ? confirmed(seen`refused with that code`) : different(seen`it answered with an experiment`);
    },
  },
];
