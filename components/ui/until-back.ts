/** How often it is asked whether what was away is back, with a little chance in it: many pages ask at once. */
const betweenMs = 2000;

/**
 * Asks until the answer is yes, then tells so, once.
 * @returns ends the asking
 */
export function untilBack(ask: () => Promise<boolean>, tell: () => void, random: () => number = Math.random): () => void {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout>;
  const again = () => {
    timer = setTimeout(
      async () => {
        const isBack = await ask();
        if (isOver) return;
        if (isBack) tell();
        else again();
      },
      betweenMs * (0.5 + random()),
    );
  };
  again();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
