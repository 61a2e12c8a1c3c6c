import type { ResponseOf } from '../../../protocol';
import { dayText } from '../../format/dates';
import { yuan } from '../../format/money';

export type ReconciledDay = ResponseOf<'reports', 'reconciliations'>['days'][number];

/** One day in a line: what the money page says of the last one, and each row of this page. */
export function reconciliationLine({ day, drifts, unexplainedFen }: ReconciledDay): {
  name: string;
  text: string;
  settled: boolean;
} {
  const name = dayText(`${day}T12:00:00+08:00`);
  if (drifts === 0) return { name, text: `说不清的钱 ${yuan(0)}`, settled: true };
  const places = `${drifts} 处对不上`;
  const text = unexplainedFen === 0 ? places : `${places}，说不清的钱 ${yuan(unexplainedFen)}`;
  return { name, text, settled: false };
}
