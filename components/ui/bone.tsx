/** A placeholder for content that is loading. The caller sets its size. */
export function Bone({ className }: { className: string }) {
  return <span className={`block rounded-md bg-line motion-safe:animate-breathe ${className}`} />;
}
