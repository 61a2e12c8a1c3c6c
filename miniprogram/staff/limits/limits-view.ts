import type { ResponseOf } from '../../../protocol';
import { fenOf, typedYuan } from '../../format/money';

export type Limits = ResponseOf<'finance', 'readLimits'>;

/** The limits as they are typed. */
export interface LimitsDraft {
  /** In yuan. */
  fourEyes: string;
  objectionDays: string;
  silenceDays: string;
}

export function limitsDraft({ fourEyesAboveFen, objectionDays, silenceDays }: Limits): LimitsDraft {
  return {
    fourEyes: typedYuan(fourEyesAboveFen),
    objectionDays: String(objectionDays),
    silenceDays: String(silenceDays),
  };
}

/** Whole days between two bounds; undefined for anything else. */
function days(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

/** What was typed, as limits; or what is wrong with it. */
export function limitsOf(draft: LimitsDraft): Limits | string {
  const fourEyesAboveFen = fenOf(draft.fourEyes);
  if (fourEyesAboveFen === undefined) return '写上金额，比如 1000。';
  const objectionDays = days(draft.objectionDays, 1, 30);
  if (objectionDays === undefined) return '异议答复期限在 1 到 30 天之间。';
  const silenceDays = days(draft.silenceDays, 21, 365);
  if (silenceDays === undefined) return '没有排课的期限在 21 到 365 天之间。';
  return { fourEyesAboveFen, objectionDays, silenceDays };
}
