/** How often it is asked whether what was away is back, with a little chance in it: many pages ask at once. */
const betweenMs = 2000;

/**
 * Asks until the answer is yes, then tells so, once. A question that fails is asked again.
 * @returns ends the asking
 */
export function untilBack(ask: () => Promise<boolean>, tell: () => void, random: () => number = Math.random): () => void {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout>;
  const again = () => {
    const answered = (isBack: boolean) => {
      if (isOver) return;
      if (isBack) tell();
      else again();
    };
    timer = setTimeout(
      () =>
        ask().then(answered, (error: unknown) => {
          console.warn(error);
          answered(false);
        }),
      betweenMs * (0.5 + random()),
    );
  };
  again();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
