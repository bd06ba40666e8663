// When the preview begins to check types.
import { expect, test, vi } from 'vitest';
import { Renderer } from './renderer';
import { startPreview } from './server';
import { watchTypes } from './type-check';

vi.mock('./type-check', () => ({ watchTypes: vi.fn() }));
vi.mock('./watch', () => ({ watchFolders: () => () => undefined }));
vi.mock('./renderer', () => ({ Renderer: vi.fn() }));

/** A preview whose pages can be had once that is said. */
async function preview() {
  const ready = Promise.withResolvers<void>();
  const stopTypes = vi.fn();
  vi.mocked(watchTypes).mockReset().mockReturnValue(stopTypes);
  vi.mocked(Renderer).mockImplementation(function (this: object) {
    return Object.assign(this, { ready: ready.promise, stop: () => undefined }) as Renderer; // all that the server uses of it here
  });
  return { ...(await startPreview('.', 'labs/x', 0)), canShow: () => ready.resolve(), stopTypes };
}
const settled = () => new Promise((done) => setImmediate(done));

test('types are checked once pages can be had: the first page does not share the processor', async () => {
  const { canShow, stop, stopTypes } = await preview();
  await settled();
  expect(watchTypes).not.toHaveBeenCalled();
  canShow();
  await settled();
  expect(watchTypes).toHaveBeenCalledOnce();
  stop();
  expect(stopTypes).toHaveBeenCalledOnce();
});

test('a preview that is stopped before that never begins', async () => {
  const { canShow, stop } = await preview();
  stop();
  canShow();
  await settled();
  expect(watchTypes).not.toHaveBeenCalled();
});
