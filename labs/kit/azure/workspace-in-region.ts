import { checkFor } from '@/lib/lab/check';
import { pass, wrong } from '@/lib/lab/outcome';
import { regionName } from './regions';
import { type AsksAzure, askWorkspace, ofWorkspace, sameRegion, workspaceNeeds } from './workspace';

export const workspaceInRegion = checkFor<AsksAzure>()({
  needs: [...workspaceNeeds, 'region'],
  ask: askWorkspace,
  judge: ofWorkspace(({ location }, { region }) =>
    sameRegion(location, region)
      ? pass(regionName(location))
      : wrong('It is in another region than the storage that you will use.', {
          expected: regionName(region),
          found: regionName(location),
          remedy: `A workspace cannot move: delete it and create one in ${regionName(region)}.`,
        }),
  ),
});
