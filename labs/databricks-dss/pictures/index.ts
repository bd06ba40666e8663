import { httpPaths } from './http-paths';
import { identities } from './identities';
import { keyOrToken } from './key-or-token';
import { modelWay } from './model-way';
import { threeWays } from './three-ways';

/** What texts show with `::picture{name=…}`. */
export const pictures = {
  'http-paths': httpPaths,
  identities,
  'three-ways': threeWays,
  'key-or-token': keyOrToken,
  'model-way': modelWay,
};
