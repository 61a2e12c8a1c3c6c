import type { ActView, CaseView } from '../../../protocol/finance-acts';
import { momentText } from '../../format/dates';
import { joined } from '../../format/joined';
import { yuan } from '../../format/money';
import { stateWord } from '../../format/unit-state';
import type { ActKind, ActMatter } from '../act-sheet/act-sheet-view';
import { ACT_NAMES, ACT_STATES, type Tone } from '../money-words';

/** An act that is possible as things stand. */
export interface PossibleAct {
  kind: ActKind;
  name: string;
  text: string;
  most: string;
}

/** An act that was asked for. */
export interface ActLine {
  actId: string;
  name: string;
  word: string;
  tone: Tone;
  note: string;
  proof: string[];
}

export interface CasePage {
  who: string;
  what: string;
  state: string;
  fen: number;
  facts: { key: string; name: string; value: string }[];
  /** Asked for or under way: nothing else is possible beside it. */
  live: ActLine[];
  first: PossibleAct | undefined;
  others: PossibleAct[];
  /** What happened, oldest first; earlier lines are folded. */
  story: { key: string; when: string; text: string }[];
  folded: number;
  /** Something is on its way at WeChat: the page looks again by itself. */
  waiting: boolean;
}

/** So many lines of a story are shown at once. */
const SHOWN_LINES = 8;

type Collection = NonNullable<CaseView['money']>['collection'];

/** How WeChat Pay stands to the unit, in words that need no code book. */
const WECHAT_SAYS: Record<Collection, string> = {
  none: '还没有这一笔',
  opening: '正在开通',
  open: '已开通，等上课',
  refused: '没有开通',
  completing: '已请它扣费，等答复',
  paying: '正在扣，还没有扣到',
  paid: '已扣到',
  paid_elsewhere: '已登记另行付清',
  zero: '按 ¥0.00 结束',
  cancelled: '订单已取消',
  paid_by_hand: '学员直接支付',
};

const ORDER_WORDS: Record<CaseView['orderState'], string> = {
  drafted: '未签约',
  signing: '签约中',
  abandoned: '没有签约',
  active: '进行中',
  closing: '关闭中',
  closed: '已关闭',
  completed: '已学完',
  expired: '已到期',
};

/** An order or one unit of it, for finance. @param acts of the order, latest first @param now ms since 1970 */
export function casePage(told: CaseView, acts: readonly ActView[], unfolded: boolean, now: number): CasePage {
  const { unitStatus } = told;
  const live = acts.filter((act) => isLive(act) && (told.unitNo === undefined || isAbout(act, told.unitNo)));
  const possible = told.nextActs.flatMap(possibleAct).filter(({ kind }) => !isDecided(told, kind));
  const first = NEXT_RIGHT.flatMap((kind) => possible.find((act) => act.kind === kind) ?? [])[0];
  const story = told.story.map(({ at, text }, index) => ({
    key: `${at}-${index}`,
    when: momentText(at, now),
    text,
  }));
  const folded = unfolded ? 0 : Math.max(0, story.length - SHOWN_LINES);
  return {
    who: told.studentName,
    what: joined(told.courseTitle, told.unitName),
    state: unitStatus === undefined ? ORDER_WORDS[told.orderState] : stateWord(unitStatus),
    fen: told.amountFen,
    facts: factsOf(told, now),
    live: live.map((act) => actLine(act, now)),
    first,
    others: possible.filter((act) => act !== first),
    ...{ story: story.slice(folded), folded },
    waiting: live.some(({ state }) => state === 'approved' || state === 'running'),
  };
}

/** Acts that can be the next right one, most fitting first; the others are for special cases. */
const NEXT_RIGHT: readonly ActKind[] = ['resume', 'charge_again', 'paid_elsewhere'];

/** What is charged of an objected unit is decided on the page of the objection, with an answer to the learner. */
function isDecided({ unitStatus }: CaseView, kind: ActKind): boolean {
  return unitStatus === 'objected' && (kind === 'lower' || kind === 'waive');
}

/** Acts with an amount to be chosen. */
const CHOSEN: readonly ActKind[] = ['lower', 'refund'];

function possibleAct({ kind, text, mostFen }: CaseView['nextActs'][number]): PossibleAct[] {
  if (!isActKind(kind)) return [];
  const most = mostFen !== undefined && CHOSEN.includes(kind) ? yuan(mostFen) : '';
  return [{ kind, name: ACT_NAMES[kind], text, most }];
}

export function isActKind(kind: string): kind is ActKind {
  return kind in ACT_NAMES;
}

/** What the sheet of an act must know; undefined when it is not possible now. */
export function matterOf(told: CaseView, kind: ActKind, fourEyesAboveFen: number): ActMatter | undefined {
  const next = told.nextActs.find((act) => act.kind === kind);
  if (next === undefined) return undefined;
  return {
    ...{ kind, fourEyesAboveFen, mostFen: next.mostFen ?? 0 },
    ...(told.money === undefined ? {} : { money: told.money }),
    ...(told.closing === undefined ? {} : { closing: told.closing }),
  };
}

function isLive({ state }: ActView): boolean {
  return state === 'asked' || state === 'approved' || state === 'running';
}

function isAbout(act: ActView, unitNo: number): boolean {
  return act.unitNo === undefined || act.unitNo === unitNo;
}

function actLine(act: ActView, now: number): ActLine {
  const { actId, kind, state, amountFen, reason, proof, askedAt, askedByName } = act;
  const name = amountFen === 0 ? ACT_NAMES[kind] : `${ACT_NAMES[kind]} ${yuan(amountFen)}`;
  const word = state === 'asked' ? '等另一人审批' : ACT_STATES[state].word;
  const note = `${momentText(askedAt, now)} ${askedByName}：${reason}`;
  return { actId, name, word, tone: ACT_STATES[state].tone, note, proof };
}

function factsOf({ money, orderState }: CaseView, now: number): CasePage['facts'] {
  if (money === undefined) return [{ key: 'order', name: '订单', value: ORDER_WORDS[orderState] }];
  const { collection, priceFen, chargeFen, lowered, collectedFen, refundedFen, transactionId, paidAt } =
    money;
  return [
    { key: 'price', name: '签约价', value: yuan(priceFen) },
    ...(chargeFen === undefined || chargeFen === priceFen
      ? []
      : [{ key: 'charge', name: lowered ? '应收（已减过）' : '应收', value: yuan(chargeFen) }]),
    { key: 'wechat', name: '微信支付', value: WECHAT_SAYS[collection] },
    ...(collectedFen === 0
      ? []
      : [
          {
            key: 'collected',
            name: '已收',
            value: joined(yuan(collectedFen), paidAt && momentText(paidAt, now)),
          },
        ]),
    ...(refundedFen === 0 ? [] : [{ key: 'refunded', name: '已退', value: yuan(refundedFen) }]),
    ...(transactionId === undefined
      ? []
      : [{ key: 'transaction', name: '微信支付单号', value: transactionId }]),
  ];
}

/** What came of an act just asked for, in a line. */
export function saidOf(act: ActView): string {
  if (act.state === 'asked') return '已提交，等另一人审批';
  if (act.state === 'done') return act.outcome || '办好了';
  if (act.state === 'failed') return act.outcome || '没有办成';
  return act.kind === 'refund' ? '微信正在退款，结果会自动更新' : '正在向微信确认，不会重复扣';
}
