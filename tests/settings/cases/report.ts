import type { Finding } from '../trial';

/** One line of the table: a setting or fault, and what came of it. */
export interface Row {
  readonly name: string;
  readonly outcome: string;
  readonly failed: boolean;
  readonly idle?: boolean;
}

/** The line of one learner who met a fault alone, or of a whole trial. A fault without occasion has tried nothing. */
export function rowOf(name: string, findings: readonly Finding[], passes: boolean): Row {
  const faults = findings.flatMap((finding) => faultsOf(finding, passes));
  if (faults.length > 0) return { name, failed: true, outcome: `FAILED\n    ${faults.join('\n    ')}` };
  if (findings.some((finding) => finding.idle > 0))
    return { name, failed: false, idle: true, outcome: 'no occasion' };
  const other = findings.filter((finding) => finding.differences.length > 0 || finding.refused.length > 0);
  const ends = other.map(({ role, state, openTasks }) => [role, 'is', state, ...openTasks].join(' '));
  return {
    name,
    failed: false,
    outcome: other.length === 0 ? 'the same books' : `otherwise: ${ends.join('; ')}`,
  };
}

function faultsOf({ learner, differences, broken, refused }: Finding, passes: boolean): string[] {
  const changed = passes ? [...differences, ...refused.map((what) => `refused ${what}`)] : [];
  return [...broken, ...changed].map((what) => `${learner}: ${what}`);
}

/** The table, in two columns. */
export function tableOf(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, outcome }) => `${name.padEnd(width)}  ${outcome}`).join('\n');
}
