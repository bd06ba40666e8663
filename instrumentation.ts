import type { Instrumentation } from 'next';

/** Node's part stands in a file of its own, so that Next does not also compile it for the edge. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { start } = await import('./instrumentation-node');
    start();
  }
}

export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { report } = await import('./instrumentation-node');
    report(error, request);
  }
};
