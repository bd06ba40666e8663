/** The page's shape while it is fetched; on a slow network a click must show that it was heard. */
export default function Loading() {
  return (
    <div className="frame" aria-busy="true">
      <div className="rail" />
      <main className="text">
        <p className="sr-only" role="status">
          Loading the step
        </p>
        <div className="bone h-4 w-48 mb-3" />
        <div className="bone h-8 w-72 mb-6" />
        <div className="bone h-4 w-full mb-2" />
        <div className="bone h-4 w-5/6 mb-6" />
        <div className="bone h-40 w-full" />
      </main>
      <div className="panel">
        <div className="bone h-12 w-full mb-6" />
        <div className="bone h-5 w-full mb-3" />
        <div className="bone h-5 w-5/6 mb-3" />
        <div className="bone h-5 w-2/3" />
      </div>
    </div>
  );
}
