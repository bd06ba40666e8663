/** @jsxImportSource hono/jsx */

import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

/** Every console has the same plain gray look, so that nobody mistakes it for the portal or the vendor. */
const css = `
:root{color-scheme:light dark;--bg:#eceded;--card:#fff;--ink:#1f2326;--soft:#565d63;--line:#b9bec3;--key:#34393e;--keyink:#fff;--bad:#9b1c1c;--good:#1d6338}
@media (prefers-color-scheme:dark){:root{--bg:#1c1e20;--card:#26292b;--ink:#e9ebec;--soft:#adb4b9;--line:#4b5257;--key:#d6dadd;--keyink:#1b1d1f;--bad:#ff9b93;--good:#86d6a5}}
*{box-sizing:border-box}fieldset{min-width:0}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,"Liberation Sans",sans-serif}
header{display:flex;flex-wrap:wrap;gap:6px 16px;align-items:center;padding:10px 20px;border-bottom:2px dashed var(--line);background:var(--card)}
header b{font-size:16px}header .practice{border:1px dashed var(--soft);padding:1px 8px;font-size:13px}header .who{margin-left:auto;color:var(--soft);font-size:14px;min-width:0;overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:4px 18px;padding:8px 20px;border-bottom:1px solid var(--line);background:var(--card)}nav a[aria-current]{font-weight:700;text-decoration:none}
main{max-width:1000px;margin:0 auto;padding:20px}h1{font-size:22px;margin:6px 0 14px;overflow-wrap:anywhere}h2{font-size:17px;margin:24px 0 8px}a{color:inherit}
.card{background:var(--card);border:1px solid var(--line);padding:16px 18px;margin:0 0 16px}.card>:first-child{margin-top:0}
table{border-collapse:collapse;width:100%;background:var(--card)}th,td{text-align:left;padding:7px 10px;border:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}th{color:var(--soft);font-size:13px}
.scroll{overflow-x:auto}.scroll+.scroll{margin-top:16px}label{display:block;margin:12px 0 3px;font-weight:600;overflow-wrap:anywhere}label.tick{font-weight:400;display:flex;gap:8px;align-items:center}
input[type=text],input[type=password],input[type=number],select,textarea{font:inherit;width:100%;max-width:520px;padding:7px 9px;border:1px solid var(--soft);background:var(--card);color:inherit}
fieldset{border:1px solid var(--line);margin:14px 0;padding:6px 16px 14px}legend{font-weight:700;padding:0 6px}
button,.button{font:inherit;border:1px solid var(--key);background:var(--key);color:var(--keyink);padding:7px 14px;cursor:pointer;text-decoration:none;display:inline-block}
button.plain,.button.plain{background:none;color:inherit}form.inline{display:inline-block;margin:0 6px 6px 0}.row{display:flex;flex-wrap:wrap;gap:8px;margin-top:16px}
.hint{color:var(--soft);font-size:14px;margin:2px 0}.bad{color:var(--bad);font-weight:600}.good{color:var(--good);font-weight:600}code{font:14px ui-monospace,Menlo,monospace;overflow-wrap:anywhere}
.people{list-style:none;padding:0;display:grid;gap:8px}.people button{width:100%;overflow-wrap:anywhere;text-align:left;background:none;color:inherit;border-color:var(--line)}.people small{color:var(--soft);display:block}
:focus-visible{outline:3px solid #2f6fbd;outline-offset:2px}dl{display:grid;grid-template-columns:minmax(90px,30%) 1fr;gap:6px 14px;margin:0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
`;

export interface PageProps {
  title: string;
  service: string;
  who?: string | undefined;
  whoHref?: string;
  links?: { href: string; label: string; here?: boolean }[];
  /** Seconds after which the page reloads itself, while something on it is still in progress. */
  refresh?: number | undefined;
  children: Child;
}

export function Page({ title, service, who, whoHref, links, refresh, children }: PageProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          {refresh ? <meta http-equiv="refresh" content={String(refresh)} /> : null}
          <title>{`${title} · ${service} (practice)`}</title>
          <style>{raw(css)}</style>
        </head>
        <body>
          <header>
            <b>{service}</b>
            <span class="practice">practice, not the real service</span>
            {who ? (
              <span class="who">
                {who} {whoHref ? <a href={whoHref}>switch</a> : null}
              </span>
            ) : null}
          </header>
          {links ? (
            <nav aria-label={service}>
              {links.map((l) => (
                <a href={l.href} aria-current={l.here ? 'page' : undefined}>
                  {l.label}
                </a>
              ))}
            </nav>
          ) : null}
          <main>
            <h1>{title}</h1>
            {children}
          </main>
        </body>
      </html>
    </>
  );
}

export function Field({
  name,
  label,
  hint,
  ...input
}: {
  name: string;
  label: string;
  hint?: string;
  type?: string;
  value?: string;
  required?: boolean;
  placeholder?: string;
}) {
  return (
    <>
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={input.type ?? 'text'}
        value={input.value}
        required={input.required}
        placeholder={input.placeholder}
        autocomplete="off"
      />
      {hint ? <p class="hint">{hint}</p> : null}
    </>
  );
}

export function Choice({
  name,
  id = name,
  label,
  options,
  value,
  hint,
}: {
  name: string;
  /** Where another form of the page has a field of that name. */
  id?: string;
  label: string;
  hint?: string;
  value?: string;
  options: { value: string; label: string }[];
}) {
  return (
    <>
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map((o) => (
          <option value={o.value} selected={o.value === value}>
            {o.label}
          </option>
        ))}
      </select>
      {hint ? <p class="hint">{hint}</p> : null}
    </>
  );
}

export function Tick({ name, label, checked }: { name: string; label: string; checked?: boolean }) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} checked={checked} /> {label}
    </label>
  );
}

/** A table that scrolls when it is wider than the screen, also by keyboard. */
export function Table({ label, heads, children }: { label: string; heads: string[]; children: Child }) {
  return (
    <section class="scroll" aria-label={label} tabindex={0}>
      <table>
        {heads.length > 0 ? (
          <thead>
            <tr>
              {heads.map((h) => (
                <th>{h}</th>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
