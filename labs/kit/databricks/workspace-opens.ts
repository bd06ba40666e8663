import { askWorkspace, isDead, isDone, workspaceNeeds } from '@/labs/kit/azure/workspace';
import { checkFor } from '@/lib/lab/check';
import { missing, pass, waiting, wrong } from '@/lib/lab/outcome';
import type { AsksWorkspace } from './workspace';

interface Answer {
  state: string | null;
  /** Who the workspace takes the attendee for; null when it does not let them in; undefined when it could not be asked yet. */
  me: { userName: string } | null | undefined;
}

export const workspaceOpens = checkFor<AsksWorkspace>()({
  needs: [...workspaceNeeds, 'userName'],
  async ask(clouds, known): Promise<Answer> {
    const { provisioningState: state, workspaceUrl } = (await askWorkspace(clouds, known))?.body.properties ?? {};
    const me = state && isDone(state) && workspaceUrl ? await clouds.databricks(workspaceUrl).currentUser() : undefined;
    return { state: state ?? null, me };
  },
  judge({ state, me }, { userName }) {
    if (!state || isDead(state)) return missing('There is no workspace to open yet.', 'Create it first.');
    if (me === undefined) return waiting('It can be opened once it is deployed');
    if (me === null)
      return missing('The workspace does not know you yet.', 'Press Launch Workspace in the Azure portal once, and sign in.');
    if (me.userName.toLowerCase() === userName.toLowerCase()) return pass(`Open to you as ${me.userName}.`);
    return wrong('The workspace takes you for somebody else.', {
      expected: userName,
      found: me.userName,
      remedy: 'Sign out of Guidepost and sign in with the account that made the workspace.',
    });
  },
});
