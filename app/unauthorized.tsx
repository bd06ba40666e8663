/** Nothing here answers 401. Without this, every page would carry the one that Next has for it, twice. */
export default function Unauthorized() {
  return null;
}
