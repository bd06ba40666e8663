import { bus, type Notice } from './bus';
import { leaseLeftMs } from './lease';

/**
 * Waits for a run of this step that another tab or another instance has started. A run whose portal was killed ends with its lease.
 * @param until when to give up, in milliseconds
 * @returns whether it ended
 */
export function hasJoined(enrolmentId: string, step: string, until: number): Promise<boolean> {
  return new Promise((done, fail) => {
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const settle = (act: () => void) => {
      isOver = true;
      clearTimeout(timer);
      bus().off('notice', hear);
      act();
    };
    // a notice does not say what changed; and the run may have ended before we listened
    const look = () =>
      leaseLeftMs(enrolmentId, step).then(
        (left) => {
          if (isOver) return;
          if (left === null) return settle(() => done(true));
          const now = Date.now();
          if (now >= until) return settle(() => done(false));
          clearTimeout(timer);
          timer = setTimeout(() => void look(), Math.min(left + 20, until - now)); // by then it has ended, or was renewed
        },
        (error: unknown) => {
          if (!isOver) settle(() => fail(error));
        },
      );
    const hear = (notice: Notice) => {
      if (notice.enrolment === enrolmentId) void look();
    };
    bus().on('notice', hear);
    void look();
  });
}
