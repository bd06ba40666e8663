import { buttonLook } from '@/components/ui/button';
import { ShortcutSwitch } from './shortcut-switch';

const keys = [
  ['v', 'Verify the step'],
  ['n', 'Next step'],
  ['p', 'Previous step'],
  ['?', 'This list'],
];

/** The list of keyboard shortcuts. What a key clicks says so with `data-key`. */
export const Shortcuts = () => (
  <div className="mt-4 text-sm max-wide:hidden noscript:hidden print:hidden">
    <button type="button" popoverTarget="shortcuts" data-key="?" className={buttonLook('small')}>
      Keyboard shortcuts
    </button>
    <div
      popover="auto"
      id="shortcuts"
      role="dialog"
      aria-label="Keyboard shortcuts"
      className="m-auto max-w-90 rounded-lg border border-line-strong bg-raised p-5 text-ink"
    >
      <dl className="mb-4 grid grid-cols-[3rem_1fr] gap-y-2">
        {keys.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line-strong px-2 font-mono text-xs">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <ShortcutSwitch>They don’t work while you type in a field.</ShortcutSwitch>
    </div>
  </div>
);
