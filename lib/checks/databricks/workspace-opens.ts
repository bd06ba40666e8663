import { askWorkspace, isDead, isDone, workspaceNeeds } from '@/lib/checks/azure/workspace';
import { defineCheck, missing, pass, waiting, wrong } from '@/lib/checks/check';

interface Answer {
  state: string | null;
  /** Who the workspace takes me for; null when it does not let me in; undefined when it could not be asked yet. */
  me: { userName: string } | null | undefined;
}

export const workspaceOpens = defineCheck({
  id: 'databricks.workspace-opens',
  title: 'You can open it',
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
