import { rowsOf, type Walked } from './walk';

/** The result of a walk: what would stop a workshop, what only people can do, and what is left. */
export function walkReport(walked: readonly Walked[], lastSlug: string | undefined): string {
  const clean = walked.find(({ step }) => step.slug === lastSlug);
  const way = walked.filter((one) => one !== clean && one.open.length > 0);
  const green = walked.filter((one) => one !== clean && one.open.length === 0);
  return [
    `${green.length} of ${walked.length - (clean ? 1 : 0)} steps are green.`,
    ...(way.length > 0 ? ['', 'What failed:'] : []),
    ...way.flatMap(({ step, open, parts }) => [
      `  ${step.number} ${step.title}`,
      ...parts.filter(({ how }) => how === 'failed').map(({ what, said }) => `    ✗ ${what}: ${said}`),
      ...rowsOf(step, open).map((row) => `    ${row}`),
    ]),
    '',
    clean ? leftWords(clean) : 'Nothing was removed. Everything that was made is still there, and what runs costs money.',
  ].join('\n');
}

function leftWords({ step, open, parts }: Walked): string {
  const kept = parts.filter(({ how }) => how !== 'done' && how !== 'already');
  if (open.length === 0 && kept.length === 0) return 'Everything that was made is gone again.';
  return [
    'Could not be removed:',
    ...kept.map(({ what, said }) => `  ${what}: ${said}`),
    ...rowsOf(step, open).map((row) => `  ${row}`),
  ].join('\n');
}
