/** The board's shape while five hundred rows are read. */
export default function Loading() {
  return (
    <main className="board" aria-busy="true">
      <h1 className="sr-only">Loading the board</h1>
      <div className="bone h-6 w-72 mb-5" />
      <div className="flex gap-3 mb-5">
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <div key={key} className="bone h-16 w-28" />
        ))}
      </div>
      <div className="bone h-80 w-full" />
    </main>
  );
}
