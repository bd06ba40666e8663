import type { Finding } from '../finding';
import { positionOf, type Source } from '../sources';
import { type VerdictCall, verdictsIn } from '../verdicts';
import { spelled, type Wording } from '../wording';
import { lengthWarning, stumblesIn, tooLong } from '../words';

/** Everything to fix in what the checks of a file say. */
export const lintVerdicts = (source: Source): Finding[] =>
  verdictsIn(source).flatMap((call) => [...withoutRemedy(call), ...longSentences(call), ...stumbling(call)]);

function withoutRemedy({ status, source, node, says, isOpen }: VerdictCall): Finding[] {
  if (status !== 'missing' && status !== 'wrong') return [];
  const message = `\`${status}\` needs a remedy: one sentence that says what to do`;
  if (!says.remedy) return isOpen ? [] : [{ ...positionOf(source, node), message }];
  return says.remedy.filter(isEmpty).map((wording) => ({ ...positionOf(source, wording.node), message }));
}

const isEmpty = ({ parts }: Wording) => parts.every((part) => typeof part === 'string' && part.trim() === '');

const sentences = ({ says }: VerdictCall): Wording[] => [...(says.message ?? []), ...(says.remedy ?? []), ...(says.advice ?? [])];

const stumbling = (call: VerdictCall): Finding[] =>
  sentences(call).flatMap((wording) =>
    stumblesIn(spelled(wording, () => 'value')).map((message) => ({ ...positionOf(call.source, wording.node), message })),
  );

const longSentences = (call: VerdictCall): Finding[] =>
  sentences(call).flatMap((wording) =>
    tooLong(spelled(wording, () => 'value')).map((sentence) => ({
      ...positionOf(call.source, wording.node),
      message: lengthWarning(sentence),
      isWarning: true,
    })),
  );
