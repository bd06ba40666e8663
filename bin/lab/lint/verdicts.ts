import type { Finding } from '../finding';
import { positionOf, type Source } from '../sources';
import { type VerdictCall, verdictsIn } from '../verdicts';
import { spelled, type Wording } from '../wording';
import { lengthWarning, tooLong } from '../words';

/** Everything to fix in what the checks of a file say. */
export const lintVerdicts = (source: Source): Finding[] =>
  verdictsIn(source).flatMap((call) => [...withoutRemedy(call), ...longSentences(call)]);

function withoutRemedy({ status, source, node, says, isOpen }: VerdictCall): Finding[] {
  if (status !== 'missing' && status !== 'wrong') return [];
  const message = `\`${status}\` needs a remedy: one sentence that tells what to do`;
  if (!says.remedy) return isOpen ? [] : [{ ...positionOf(source, node), message }];
  return says.remedy.filter(isEmpty).map((wording) => ({ ...positionOf(source, wording.node), message }));
}

const isEmpty = ({ parts }: Wording) => parts.every((part) => typeof part === 'string' && part.trim() === '');

const longSentences = ({ source, says }: VerdictCall): Finding[] =>
  [...(says.message ?? []), ...(says.remedy ?? []), ...(says.advice ?? [])].flatMap((wording) =>
    tooLong(spelled(wording, () => 'value')).map((sentence) => ({
      ...positionOf(source, wording.node),
      message: lengthWarning(sentence),
      isWarning: true,
    })),
  );
