import type { CoursePage } from '../../../protocol/catalog';
import type { OrderView } from '../../../protocol/order-view';
import { clockText, dayText } from '../../format/dates';
import { yuan } from '../../format/money';
import { DIRECT, type Way, waysOf } from './order-view';

/** What became of a signature: an ordinary outcome either way. */
export type Outcome = 'signed' | 'unsigned' | 'waiting' | 'over';

export function outcomeOf({ state }: Pick<OrderView, 'state'>): Outcome {
  if (state === 'active') return 'signed';
  if (state === 'signing') return 'waiting';
  return state === 'drafted' || state === 'abandoned' ? 'unsigned' : 'over';
}

/**
 * The ways that are left after signing on some rungs came to nothing: the others, and ordinary payment. Nothing says
 * why, for nobody but WeChat knows.
 */
export function otherWays(course: CoursePage, tried: readonly string[]): Way[] {
  return waysOf(course).filter(({ key }) => !tried.includes(key));
}

/** The way that is chosen at first: the next rung, or ordinary payment. */
export function firstWay(ways: readonly Way[]): string {
  return ways[0]?.key ?? '';
}

/** The button of the page on which nothing is signed yet. */
export function goOnWords(way: Way | undefined): { text: string; note: string } {
  if (way?.key === DIRECT) return { text: '确认报名', note: `每次课后付 ${yuan(way.priceFen)}` };
  return { text: way === undefined ? '再去微信签约' : '去微信签约', note: '' };
}

/** 签好了: what comes next and what it will cost, in one sentence. */
export function signedWords(order: OrderView, direct: boolean): { title: string; body: string } {
  const price = yuan(order.units[0]?.priceFen ?? order.totalFen);
  const next = order.nextClass;
  const unit = direct || order.units.length > 1 ? '' : '整门课';
  const money = direct ? `上完再付 ${price}。` : `${unit}上完再扣 ${price}。`;
  const when =
    next === undefined
      ? '排好课会通知你，'
      : `${dayText(next.startsAt)} ${clockText(next.startsAt)} 第一次课，`;
  return {
    title: direct ? '报好名了，现在不用付钱' : '签好了，现在不用付钱',
    body: order.mode === 'on-demand' ? `现在就可以开始学，${money}` : `${when}${money}`,
  };
}
