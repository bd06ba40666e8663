import { HoldLinks } from '@/components/help/hold-links';
import type { StepStatus } from '@/lib/progress/standing';
import { type Act, OneClick, type Whose, WithReason } from './act-form';

export interface StepActions {
  checkStep: Act;
  waiveStep: Act;
  reopenStep: Act;
}

interface Props {
  whose: Whose;
  step: { slug: string; number: string };
  status: StepStatus;
  acts: StepActions;
}

/** What a facilitator can do about one step of somebody's. */
export function StepActs({ whose, step, status, acts }: Props) {
  const fields = { ...whose, step: step.slug };
  return (
    <div className="mt-3 flex flex-wrap items-start gap-2">
      <OneClick act={acts.checkStep} fields={fields}>
        Check now <span className="sr-only">step {step.number}</span>
      </OneClick>
      {status === 'pass' ? null : status === 'waived' || status === 'solved' ? (
        <WithReason
          key="reopen"
          act={acts.reopenStep}
          fields={fields}
          does={`Reopen step ${step.number}`}
          id={`reopen-${step.slug}`}
          explains="The step is open again, and they have to verify it. You can waive it again."
        />
      ) : (
        <WithReason
          key="waive"
          act={acts.waiveStep}
          fields={fields}
          does={`Waive step ${step.number}`}
          id={`waive-${step.slug}`}
          explains="The step counts as done, but not as verified. They see that you waived it, and why. You can reopen it."
        />
      )}
      <span className="self-center">
        <HoldLinks slug={whose.workshop} step={step} />
      </span>
    </div>
  );
}
