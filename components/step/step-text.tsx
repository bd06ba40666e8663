import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import type { Hast } from '@/labs/text';
import { CodeBlock, ConsoleLink, CopiedCode, StepValue, TabSecret } from './text-parts';

/** A step's parsed text; the attendee's own values are filled in by the parts that stand for them. */
export function StepText({ tree }: { tree: Hast }) {
  return toJsxRuntime(tree, {
    Fragment,
    jsx,
    jsxs,
    ignoreInvalidStyle: true,
    components: {
      'step-value': StepValue,
      'code-block': CodeBlock,
      'console-link': ConsoleLink,
      'copied-code': CopiedCode,
      'tab-secret': TabSecret,
    },
  });
}
