/** @jsxImportSource hono/jsx */
import { Choice, Field } from '../ui/page.tsx';
import type { Person } from '../world/cast.ts';
import { presets, type Rules } from '../world/rules.ts';
import { apis, groups, type Settable, type Switch, switches } from './switches.ts';

const presetNames = ['kind', 'strict', 'unprepared'] as const;
const names = Object.keys(switches) as (keyof Settable)[]; // all that it has

/** The preset that equals the rules, if any. */
const presetOf = (rules: Rules) =>
  presetNames.find((name) =>
    Object.entries(presets[name]).every(([k, v]) => JSON.stringify(rules[k as keyof Rules]) === JSON.stringify(v)),
  ); // keys of a part of them

/** How strict the practice cloud is: all at once, each switch by itself, and whom Conditional Access blocks. */
export function Strictness({ rules, people }: { rules: Rules; people: Person[] }) {
  const preset = presetOf(rules);
  return (
    <>
      <form method="post" action="/_practice/rules" class="card">
        <p class="hint">
          Kind is for demonstrations. Strict behaves as the documents say the real services do. Unprepared adds what goes wrong where
          nothing was prepared. {preset ? `Now it is ${preset}.` : 'The current switches match none of these.'}
        </p>
        <Choice
          name="preset"
          label="Practice as"
          value={preset ?? 'kind'}
          options={presetNames.map((value) => ({ value, label: value }))}
        />
        <div class="row">
          <button>Set</button>
        </div>
      </form>
      {groups.map((group) => (
        <form method="post" action="/_practice/rules">
          <fieldset class="card">
            <legend>{group}</legend>
            {names
              .filter((name) => switches[name].of === group)
              .map((name) => (
                <Control name={name} how={switches[name]} value={rules[name]} />
              ))}
            <div class="row">
              <button>Set</button>
            </div>
          </fieldset>
        </form>
      ))}
      <Blocks rules={rules} people={people} />
    </>
  );
}

/** One switch. A browser does not send an unticked box, so a hidden field does. */
function Control({ name, how, value }: { name: string; how: Switch; value: Rules[keyof Settable] }) {
  switch (how.kind) {
    case 'tick':
      return (
        <label class="tick">
          <input type="hidden" name={name} value="false" />
          <input type="checkbox" name={name} value="true" checked={value === true} /> {how.label}
        </label>
      );
    case 'number':
      return <Field name={name} label={how.label} type="number" value={String(value)} required />;
    case 'one':
      return (
        <Choice
          name={name}
          label={how.label}
          value={String(value)}
          options={how.options.map((option) => ({ value: option, label: option }))}
        />
      );
    case 'any':
      return (
        <fieldset>
          <legend>{how.label}</legend>
          <input type="hidden" name={`${name}[]`} value="" />
          {how.options.map((option) => (
            <label class="tick">
              <input type="checkbox" name={`${name}[]`} value={option} checked={Array.isArray(value) && value.some((v) => v === option)} />{' '}
              {apis[option] ?? option}
            </label>
          ))}
        </fieldset>
      );
  }
}

function Blocks({ rules, people }: { rules: Rules; people: Person[] }) {
  const nameOf = (upn?: string) => people.find((p) => p.upn === upn)?.name ?? upn ?? 'Everyone';
  return (
    <div class="card">
      <p>{rules.blocks.length === 0 ? 'Conditional Access blocks nobody.' : 'Conditional Access blocks:'}</p>
      <ul>
        {rules.blocks.map((b) => (
          <li>
            {nameOf(b.upn)}, for {b.resource ? apis[b.resource] : 'everything'}: {b.code ?? '53003'}
          </li>
        ))}
      </ul>
      <form method="post" action="/_practice/blocks">
        <Choice
          name="upn"
          id="blocked"
          label="Whom to block"
          options={[{ value: '', label: 'Everyone' }, ...people.map((p) => ({ value: p.upn, label: p.name }))]}
        />
        <Choice
          name="resource"
          label="For which API"
          options={[{ value: '', label: 'everything' }, ...Object.entries(apis).map(([value, label]) => ({ value, label }))]}
        />
        <Choice
          name="code"
          label="Why"
          options={[
            { value: '53003', label: '53003, by a policy' },
            { value: '53000', label: '53000, the device is not compliant' },
            { value: '53001', label: '53001, the device is not joined' },
          ]}
        />
        <div class="row">
          <button>Block</button>
        </div>
      </form>
      <form method="post" action="/_practice/blocks/clear" class="row">
        <button class="plain">Lift all blocks</button>
      </form>
    </div>
  );
}
