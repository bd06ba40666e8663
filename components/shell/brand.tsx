import Link from 'next/link';

export function Brand() {
  return (
    <Link href="/" className="flex items-center gap-3 font-semibold text-ink no-underline" prefetch={false}>
      <i className="size-3.5 rounded-l-[2px] rounded-r-md border-3 border-l-8 border-accent" aria-hidden="true" /> Guidepost
    </Link>
  );
}
