import type { OrderCard } from '../../../protocol/order-view';
import { monthDayText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { countText } from '../../format/unit-state';

/** One signed plan. */
export interface PlanCard {
  orderId: string;
  title: string;
  caption: string;
  tag: string;
  running: boolean;
  chargedLabel: string;
  chargedFen: number;
  restLabel: string;
  restFen: number;
  owed: boolean;
  canClose: boolean;
  label: string;
}

export interface SettingsView {
  running: PlanCard[];
  ended: PlanCard[];
}

/** All plans a payer ever signed: those that run, then those that are over. */
export function settingsView(orders: readonly OrderCard[]): SettingsView {
  const cards = orders.filter((order) => order.signedAt !== undefined && !order.ordinary).map(planCard);
  return { running: cards.filter((card) => card.running), ended: cards.filter((card) => !card.running) };
}

const TAGS: Partial<Record<OrderCard['state'], string>> = {
  active: '生效中',
  closing: '结清中',
  closed: '已关闭',
  completed: '已学完',
  expired: '已到期',
};

function planCard(order: OrderCard): PlanCard {
  const { orderId, courseTitle, studentName, state, signedAt, endedAt, chargedFen } = order;
  const running = state === 'active' || state === 'closing';
  const ended =
    endedAt === undefined ? '' : `${monthDayText(endedAt)}${state === 'closed' ? '关闭' : '结束'}`;
  const tag = TAGS[state] ?? '';
  return {
    ...{ orderId, title: courseTitle, running, tag, chargedFen },
    caption: joined(studentName, running && signedAt ? `${monthDayText(signedAt)}签约` : ended),
    chargedLabel: chargedLabel(order, running),
    ...restOf(order),
    owed: order.owingFen > 0,
    canClose: state === 'active',
    label: joined(courseTitle, studentName, tag),
  };
}

function chargedLabel({ unitsCharged, unitKind, state }: OrderCard, running: boolean): string {
  const counted = unitsCharged > 0 && unitKind !== 'course' ? ` ${countText(unitsCharged, unitKind)}` : '';
  return `${running || state === 'closing' ? '已扣费' : '共扣费'}${counted}`;
}

function restOf(order: OrderCard): Pick<PlanCard, 'restLabel' | 'restFen'> {
  if (order.owingFen > 0) return { restLabel: '待支付', restFen: order.owingFen };
  if (order.state === 'closing') return { restLabel: '最多还要付', restFen: order.atMostFen };
  if (order.neverChargedFen !== undefined) return { restLabel: '永不扣费', restFen: order.neverChargedFen };
  if (order.state !== 'active') return { restLabel: '之后再扣', restFen: 0 };
  return { restLabel: order.unitKind === 'course' ? '学完整课扣' : '之后最多再扣', restFen: order.atMostFen };
}
