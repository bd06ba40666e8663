import { Ending } from '../../ending.ts';
import { Plain } from '../../plain.mjs';
import { startPreview } from './server';

/** Serves the preview of a lab until it is told to stop. */
export async function preview(root: string, folder: string): Promise<void> {
  const port = Number(process.env['PORT'] ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Plain('PORT must be a port number from 1 to 65535.');
  const ending = new Ending(0);
  const { url, stop } = await startPreview(root, folder, port).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new Plain(`Port ${port} is taken by another program. Set PORT to a free one, or leave it out.`);
    throw error;
  });
  ending.undo(stop);
  console.log(`The preview of ${folder} is at ${url}\nIt reloads when you save a file. Press Ctrl-C to stop it.`);
}
