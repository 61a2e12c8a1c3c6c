import type { UnitView } from '../../protocol/order-view';

type Objection = NonNullable<UnitView['objection']>;

/** Reasons of an objection (异议) as the payer reads them. */
export const REASONS: readonly { key: Objection['reason']; text: string }[] = [
  { key: 'not_attended', text: '我没有到课' },
  { key: 'class_not_held', text: '没上课，或提前下课' },
  { key: 'quality', text: '内容和约定的不一样' },
  { key: 'wrong_amount', text: '价格不对' },
  { key: 'other', text: '其他' },
];

export function reasonText(reason: Objection['reason']): string {
  return REASONS.find(({ key }) => key === reason)?.text ?? '其他';
}
