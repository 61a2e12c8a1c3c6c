import type { CoursePage } from '../../../protocol/catalog';
import type { Offers } from '../../../protocol/score-gate';
import { clockText, dateText, dayText } from '../../format/dates';
import { joined } from '../../format/joined';
import { unitWords } from '../../format/unit-words';

type Rung = CoursePage['rungs'][number];

/** One way to pay: a rung of the ladder, or each class by hand after it was taught. */
export interface Way {
  key: string;
  title: string;
  tag: string;
  note: string;
  priceFen: number;
  count: string;
}

/** One line of what will be charged; an amount or words. */
export interface Term {
  name: string;
  fen: number;
  text: string;
}

/** Key of ordinary payment among the ways. */
export const DIRECT = 'direct';

const DAY_MS = 86_400_000;

export function wayOf(rung: Rung): Way {
  const { tag, rule } = unitWords(rung.unit.kind);
  const [first] = rung.units;
  return {
    key: rung.rungKey,
    title: '先学后付',
    tag,
    note: rule,
    priceFen: first?.priceFen ?? rung.totalFen,
    count: countOf(rung),
  };
}

function countOf({ unit, units }: Rung): string {
  const classes = units.reduce((total, { classCount }) => total + classCount, 0);
  if (unit.kind === 'course') return `共 ${classes} 次课`;
  return unit.kind === 'stage' ? `首阶段，共 ${units.length} 阶段` : `× ${units.length} 次课`;
}

export function directWay(course: CoursePage): Way {
  return {
    key: DIRECT,
    title: '直接支付',
    tag: '',
    note: '上完一次课，自己付一次',
    priceFen: course.classPriceFen,
    count: `× ${course.lessons.length} 次课`,
  };
}

/** All ways this course can be paid; every rung is there, whoever asks. */
export function waysOf(course: CoursePage): Way[] {
  return [...course.rungs.map(wayOf), ...(course.ordinaryPayment ? [directWay(course)] : [])];
}

/** What, when and at most, for the way chosen. */
export function termsOf(course: CoursePage, key: string, now: number): Term[] {
  const rung = course.rungs.find(({ rungKey }) => rungKey === key);
  if (rung === undefined) {
    return [
      amountTerm('每次课上完后付', course.classPriceFen),
      textTerm('怎么付', '每次课后自己付，不会自动扣'),
      amountTerm('全部学完共', course.totalFen),
      textTerm('下一次课', '付清上一次课后开课'),
    ];
  }
  const { charged } = unitWords(rung.unit.kind);
  return [
    amountTerm(charged, rung.units[0]?.priceFen ?? rung.totalFen),
    textTerm('扣费节点', rung.units.length === 1 ? '1 个' : `${rung.units.length} 个，按顺序扣`),
    amountTerm('全部学完最多扣', rung.totalFen),
    textTerm('扣费计划有效期', `至 ${dateText(new Date(now + course.planDays * DAY_MS).toISOString())}`),
  ];
}

function amountTerm(name: string, fen: number): Term {
  return { name, fen, text: '' };
}

function textTerm(name: string, text: string): Term {
  return { name, fen: 0, text };
}

/** `行书入门 · 20 次课` and, below, whose it is and when it begins. */
export function headOf(course: CoursePage): { title: string; line: string; cover: string } {
  const [next] = course.coming;
  const begins = next === undefined ? '' : `${dayText(next.startsAt)} ${clockText(next.startsAt)} 下一次课`;
  return {
    title: joined(course.title, `${course.lessons.length} 次课`),
    line: joined(course.institution.name, begins),
    cover: course.cover ?? '',
  };
}

/** One thing she may rely on. */
export interface Promised {
  icon: string;
  title: string;
  body: string;
}

/** What she may rely on, by the way she chose. */
export function promisesOf({ windowHours, mode }: CoursePage, way: string): Promised[] {
  const objecting = `${mode === 'on-demand' ? '学完' : '点名'}后 ${windowHours} 小时内可以提异议`;
  if (way === DIRECT) {
    return [
      { icon: 'clock', title: objecting, body: '有异议的这一次，处理完之前不用付' },
      { icon: 'shield', title: '随时可以不学，没上的课不用付', body: '只付上过的课' },
    ];
  }
  return [
    { icon: 'clock', title: objecting, body: '有异议的这一笔先不扣' },
    { icon: 'shield', title: '随时关闭，没上的课永不扣费', body: '关闭前先看清应付多少' },
  ];
}

export interface BlockView {
  text: string;
  action: string;
  orderId: string;
}

const BLOCK_ACTION: Partial<Record<Offers['blocks'][number]['kind'], string>> = {
  already_enrolled: '看这门课',
  owing: '去付清',
  audience: '换学员',
};

/** What stands in the way of ordering, with the order to look at. */
export function blockView(blocks: Offers['blocks']): BlockView | undefined {
  const [block] = blocks;
  if (block === undefined) return undefined;
  return { text: block.text, action: BLOCK_ACTION[block.kind] ?? '', orderId: block.orderId ?? '' };
}
