import type { ResponseOf } from '../../../protocol';
import { momentText } from '../../format/dates';

export type Unreached = ResponseOf<'staff', 'notReached'>['pushes'][number];

/** A message that came to nobody's attention in WeChat. */
export interface UnreachedRow {
  pushId: string;
  title: string;
  who: string;
  when: string;
  reason: string;
}

const REASONS: Record<Unreached['reason'], string> = {
  no_quota: '没有剩下的通知次数',
  refused: '关掉了通知',
  failed: '微信没有送到',
};

/** @param now ms since 1970 */
export function unreachedRows(pushes: readonly Unreached[], now: number): UnreachedRow[] {
  return pushes.map(({ pushId, title, studentNames, createdAt, reason }) => ({
    ...{ pushId, title, reason: REASONS[reason] },
    // Whoever enrolled a child twice has entered her twice.
    who: [...new Set(studentNames)].join('、'),
    when: momentText(createdAt, now),
  }));
}
