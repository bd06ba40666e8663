/** Where something will stand; its size is the caller's. */
export function Bone({ className }: { className: string }) {
  return <span className={`block rounded-md bg-line motion-safe:animate-breathe ${className}`} />;
}
