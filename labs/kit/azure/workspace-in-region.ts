import { checkFor } from '@/lib/lab/check';
import { pass, wrong } from '@/lib/lab/outcome';
import { type AsksAzure, askWorkspace, ofWorkspace, sameRegion, workspaceNeeds } from './workspace';

export const workspaceInRegion = checkFor<AsksAzure>()({
  needs: [...workspaceNeeds, 'region'],
  ask: askWorkspace,
  judge: ofWorkspace(({ location }, { region }) =>
    sameRegion(location, region)
      ? pass(location)
      : wrong('It is in another region than the storage that you will use.', {
          expected: region,
          found: location,
          remedy: `A workspace cannot move: delete it and create one in ${region}.`,
        }),
  ),
});
