import type { UnitView } from '../../../protocol/order-view';
import { momentText } from '../../format/dates';
import { yuan } from '../../format/money';
import { reasonText } from '../../format/objection-words';

export interface ProgressStep {
  key: string;
  done: boolean;
  title: string;
  when: string;
  body: string;
  pictures: string[];
}

export interface ProgressView {
  title: string;
  steps: ProgressStep[];
  /** Undecided: she may add words and photographs. */
  open: boolean;
}

export const NO_PROGRESS: ProgressView = { title: '', steps: [], open: false };

/** Where an objection stands, with the institution's own words once it was decided. */
export function progressView(unit: UnitView, now: number): ProgressView {
  const { objection } = unit;
  if (objection === undefined) return NO_PROGRESS;
  const { raisedAt, reason, text, pictures, evidence, decision } = objection;
  const raised: ProgressStep = {
    ...{ key: 'raised', done: true, when: momentText(raisedAt, now), body: text, pictures },
    title: `你提了异议：${reasonText(reason)}`,
  };
  const added = evidence.map(
    ({ by, at, text: words, files }, index): ProgressStep => ({
      ...{ key: `added-${index}`, done: true, when: momentText(at, now), body: words, pictures: files },
      title: by === 'payer' ? '你补充了' : '机构补充了',
    }),
  );
  return {
    title: `${unit.name}的异议`,
    steps: [raised, ...added, lastStep(unit, objection, now)],
    open: decision === undefined,
  };
}

type Objection = NonNullable<UnitView['objection']>;
type Decision = NonNullable<Objection['decision']>;

function lastStep(unit: UnitView, { decision, decideBy }: Objection, now: number): ProgressStep {
  if (decision !== undefined) {
    const { at, explanation } = decision;
    return {
      ...{ key: 'decided', done: true, when: momentText(at, now), body: explanation, pictures: [] },
      title: decisionTitle(unit, decision),
    };
  }
  const body =
    decideBy === undefined
      ? `${yuan(unit.priceFen)} 处理完之前不会扣。`
      : `${yuan(unit.priceFen)} 处理完之前不会扣。到时还没答复，这一笔就不扣了。`;
  const when = decideBy === undefined ? '一般 3 天内' : `最晚 ${momentText(decideBy, now)}`;
  return { key: 'waiting', done: false, title: '机构正在处理', when, body, pictures: [] };
}

function decisionTitle(unit: UnitView, { kind, chargeFen }: Decision): string {
  if (kind === 'waived') return '这一笔不扣了';
  return kind === 'lowered'
    ? `改为扣 ${yuan(chargeFen ?? unit.priceFen)}`
    : `按原价扣 ${yuan(unit.priceFen)}`;
}
