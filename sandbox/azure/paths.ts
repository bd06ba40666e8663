/**
 * A Resource Manager path as the routes here spell it: types and the provider in lower case, names as given. Azure minds no case in
 * paths. They alternate: `/type/name/type/name`, where `providers` is followed by a namespace and that by types again.
 */
export function canonicalPath(pathname: string): string {
  let isType = true;
  let wasProviders = false;
  const segments = pathname.split('/').map((segment) => {
    if (segment === '') return segment;
    const canonical = isType || wasProviders ? segment.toLowerCase() : segment;
    // the namespace stands where a name would, and a type follows it as it follows a name
    wasProviders = isType && canonical === 'providers';
    isType = !isType;
    return canonical;
  });
  const path = segments.join('/');
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

export const databricks = 'microsoft.databricks';
export const inSubscription = '/subscriptions/:subscription';
export const inGroup = `${inSubscription}/resourcegroups/:group`;
export const provider = `${inSubscription}/providers/${databricks}`;
