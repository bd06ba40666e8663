import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import type { ComponentProps, ReactNode } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { CodeBlock, CopiedCode } from '@/components/ui/code';
import { Note } from '@/components/ui/note';
import { Params } from '@/components/ui/sheet';
import type { Hast } from '@/lib/lab/text';
import { ConsoleForm, FormEntry, FormField } from './console-form';
import { CheckYourself, GlossaryTerm, ReadOn, StepGoal, StepHint, StepLearnt, StepTrouble } from './text-blocks';
import { ConsoleLink, StepLink, StepValue, TabSecret } from './text-parts';

/** A step's parsed text. Its placeholder elements fill in the attendee's values. @param picture draws one of the lab's, by name */
export function StepText({ tree, picture }: { tree: Hast; picture: (name: string) => ReactNode }) {
  return toJsxRuntime(tree, {
    Fragment,
    jsx,
    jsxs,
    ignoreInvalidStyle: true,
    components: {
      'step-link': StepLink,
      div: Block,
      dl: ({ children }) => <Params>{children}</Params>,
      'step-value': StepValue,
      'code-block': CodeBlock,
      'console-link': ConsoleLink,
      'copied-code': CopiedCode,
      'tab-secret': TabSecret,
      'lab-picture': ({ name }: { name: string }) => picture(name),
      'console-form': ConsoleForm,
      'form-field': FormField,
      'form-entry': FormEntry,
      'step-goal': StepGoal,
      'step-hint': StepHint,
      'step-trouble': StepTrouble,
      'check-yourself': CheckYourself,
      'step-learnt': StepLearnt,
      'read-on': ReadOn,
      'glossary-term': GlossaryTerm,
      a: OutsideLink,
    },
  });
}

/** A text's own blocks: a note, or one of its parameters. */
const Block = ({ role, children }: ComponentProps<'div'>) =>
  role === 'note' ? <Note role="note">{children}</Note> : <div>{children}</div>;

/** A link that the text has, which leads out of Guidepost. */
const OutsideLink = ({ href, children }: ComponentProps<'a'>) => (
  <a href={href} target="_blank" rel="noreferrer">
    {children}
    <span className="sr-only"> (opens another tab)</span>
  </a>
);
