import type { Account, CheckAccount } from './account';
import type { Asked, Said } from './allowed';

/** As `2026-11-26 10:12:05 UTC (11:12:05 in Europe/Berlin)`. */
export function timeIn(zone: string | null, iso: string): string {
  const utc = `${iso.slice(0, 19).replace('T', ' ')} UTC`;
  if (zone === null) return utc;
  const local = new Date(iso).toLocaleString('sv-SE', { timeZone: zone }); // as 2026-11-26 11:12:05
  const [day, time] = local.split(' ');
  return `${utc} (${day === iso.slice(0, 10) ? time : local} in ${zone})`;
}

function outcomeLines({ status, message, on, expected, found, cloud, trouble, code, said, requestId }: Said): string[] {
  const lines: [string, string | undefined][] = [
    ['Expected', expected],
    ['Found', found],
    ['Service', cloud && `${cloud}${trouble ? `: ${trouble}` : ''}`],
    ['Code', code],
    ['It said', said],
    ['Request id', requestId],
  ];
  return [`Outcome: ${status}. ${message ?? on ?? ''}`.trim(), ...lines.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []))];
}

function askedLines(zone: string | null, { method, host, path, at, ms, status, requestId, correlationId, as }: Asked): string[] {
  return [
    `${method} https://${host}${path}`,
    `  ${timeIn(zone, at)}, answer ${status ?? 'none'} in ${ms} ms${as ? `, as ${as}` : ''}`,
    ...(requestId ? [`  request id ${requestId}`] : []),
    ...(correlationId ? [`  correlation id ${correlationId}`] : []),
  ];
}

function checkLines(zone: string | null, { id, title, checkedAt, outcome, trouble, asked }: CheckAccount): string[] {
  return [
    `${title} (${id})`,
    ...[
      ...(checkedAt ? [`Checked: ${timeIn(zone, checkedAt)}`] : []),
      ...(outcome ? outcomeLines(outcome) : []),
      ...(trouble ? ['Since then it could not be checked:', ...outcomeLines(trouble)] : []),
      ...(asked.length > 0 ? ['Asked:', ...asked.flatMap((line) => askedLines(zone, line)).map((line) => `  ${line}`)] : []),
    ].map((line) => `  ${line}`),
  ];
}

/** An account as plain text, for a ticket. */
export function textOf({ madeAt, timeZone, lab, step, signInName, tenantId, places, checks, versions }: Account): string {
  const { portal, lab: labVersion, node } = versions;
  return `${[
    `${lab}, ${step}`,
    `Made: ${timeIn(timeZone, madeAt)}`,
    `Signed in as: ${signInName}`,
    `Tenant id: ${tenantId}`,
    ...Object.entries(places).map(([label, value]) => `${label}: ${value}`),
    `Versions: Guidepost ${portal}, lab ${labVersion}, Node ${node}`,
    ...checks.flatMap((check) => ['', ...checkLines(timeZone, check)]),
  ].join('\n')}\n`;
}
