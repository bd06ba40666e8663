const pages = {
  '': 'Board',
  '/help': 'Help',
  '/people': 'People',
  '/schedule': 'Schedule',
  '/replay': 'Judge again',
  '/report': 'Report',
  '/settings': 'Settings',
};
export type RoomPage = keyof typeof pages;

/** The pages of one workshop, for whoever runs it. @param here null on a page about one attendee or one step */
export function RoomLinks({ slug, here }: { slug: string; here: RoomPage | null }) {
  return (
    <nav aria-label="This workshop" className="flex flex-wrap gap-x-4 gap-y-1 text-sm print:hidden">
      {Object.entries(pages).map(([path, title]) => (
        <a
          key={path}
          href={`/facilitate/${slug}${path}`}
          aria-current={path === here ? 'page' : undefined}
          className="text-ink-2 no-underline hover:text-ink hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {title}
        </a>
      ))}
    </nav>
  );
}
