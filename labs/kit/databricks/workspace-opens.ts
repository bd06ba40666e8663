import { askWorkspace, goingWorkspace, isDead, isDone, isGoing, workspaceNeeds } from '@/labs/kit/azure/workspace';
import type { Me } from '@/lib/clouds/databricks';
import { checkFor } from '@/lib/lab/check';
import { missing, pass, waiting } from '@/lib/lab/outcome';
import type { AsksWorkspace } from './workspace';

interface Answer {
  state: string | null;
  /** Who the attendee is to the workspace: null when it does not let them in, undefined when it could not be asked yet. */
  me: Me | null | undefined;
}

/** It lets the attendee in, and says who they are there: with a guest, that need not be the name they sign in with. */
export const workspaceOpens = checkFor<AsksWorkspace>()({
  needs: workspaceNeeds,
  async ask(clouds, known): Promise<Answer> {
    const { provisioningState: state, workspaceUrl } = (await askWorkspace(clouds, known))?.body.properties ?? {};
    const me = state && isDone(state) && workspaceUrl ? await clouds.databricks(workspaceUrl).currentUser() : undefined;
    return { state: state ?? null, me };
  },
  judge({ state, me }) {
    if (state && isGoing(state)) return goingWorkspace();
    if (!state || isDead(state)) return missing('There is no workspace to open yet.', 'Create it first.');
    if (me === undefined) return waiting('It can be opened once it is deployed');
    return me
      ? pass(`As ${me.userName}.`)
      : missing('You haven’t opened the workspace yet.', 'In the Azure portal, select Launch Workspace, and sign in.');
  },
  learns: ['databricksUser'],
  learn: ({ me }) => ({ databricksUser: me?.userName ?? '' }),
});
