import Link from 'next/link';

export function Brand() {
  return (
    <Link href="/" className="brand" prefetch={false}>
      <i aria-hidden="true" /> Guidepost
    </Link>
  );
}
