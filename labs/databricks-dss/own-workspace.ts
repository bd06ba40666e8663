/** The step that creates the attendee's own workspace, for sentences in checks (the kit's parameter `where`). */
export const ownWorkspaceStep = ':step[create-workspace]';
