import { fen, yuanText } from '../../domain/money';
import type { Push, PushKind } from '../../domain/push/push';
import { clockOf, dayOf, parseTime } from '../../domain/time';

/** Which subscribe message a push goes out as: three templates cover all occasions. */
export type TemplateKey = 'class' | 'deduction' | 'notice';

const TEMPLATE_OF: Record<PushKind, TemplateKey> = {
  class_scheduled: 'class',
  class_changed: 'class',
  class_cancelled: 'class',
  seat_on_hold: 'class',
  seat_restored: 'class',
  roll_called: 'notice',
  voucher: 'deduction',
  owing: 'deduction',
  objection_decided: 'notice',
  charge_changed: 'notice',
  refund_decided: 'notice',
  invoice: 'notice',
  closing_statement: 'notice',
  plan_ending: 'notice',
  order_completed: 'notice',
};

export function templateOf(kind: PushKind): TemplateKey {
  return TEMPLATE_OF[kind];
}

/**
 * The fields of a push's subscribe message, by our names: `title`, `body`, `time`, `place`, `amount`. A deployment
 * maps them to its templates' own (`thing1`, `time2` …); what a template lacks is left out there.
 */
export function templateFields(push: Push): Record<string, string> {
  const { startsAt, place, amountFen } = push.facts;
  const time = parseTime(String(startsAt ?? '')) ?? push.createdAt;
  return {
    title: push.title,
    body: push.body,
    time: `${dayOf(time)} ${clockOf(time)}`,
    ...(typeof place === 'string' && place !== '' ? { place } : {}),
    ...(typeof amountFen === 'number' ? { amount: yuanText(fen(amountFen)) } : {}),
  };
}

const PAGES: Record<Push['link']['page'], string> = {
  class: 'classroom/class/class',
  voucher: 'deduction/voucher/voucher',
  order: 'deduction/my-course/my-course',
  settings: 'deduction/settings/settings',
};

/** The page of the Mini Program that a tap on the message opens. */
export function pagePath({ page, id, unitNo }: Push['link']): string {
  return `${PAGES[page]}?id=${id}${unitNo === undefined ? '' : `&unitNo=${unitNo}`}`;
}
