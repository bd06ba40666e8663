import { Bone } from '@/components/ui/bone';

/** The board's shape while five hundred rows are read. */
export default function Loading() {
  return (
    <main className="px-4 pt-4 pb-20 wide:px-6" aria-busy="true">
      <h1 className="sr-only">Loading the board</h1>
      <Bone className="mb-6 h-6 w-72" />
      <div className="mb-6 flex gap-3">
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <Bone key={key} className="h-16 w-28" />
        ))}
      </div>
      <Bone className="h-80 w-full" />
    </main>
  );
}
