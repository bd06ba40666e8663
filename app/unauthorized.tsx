/** No page answers 401. Without this file every page would include Next's default one, twice. */
export default function Unauthorized() {
  return null;
}
