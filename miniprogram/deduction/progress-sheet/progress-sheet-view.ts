import type { UnitView } from '../../../protocol/order-view';
import { momentText } from '../../format/dates';
import { yuan } from '../../format/money';
import { reasonText } from '../objection-words';

export interface ProgressStep {
  key: string;
  done: boolean;
  title: string;
  when: string;
  body: string;
}

export interface ProgressView {
  title: string;
  steps: ProgressStep[];
  pictures: string[];
}

export const NO_PROGRESS: ProgressView = { title: '', steps: [], pictures: [] };

/** Where an objection stands, with the institution's own words once it was decided. */
export function progressView(unit: UnitView, now: number): ProgressView {
  const { objection } = unit;
  if (objection === undefined) return NO_PROGRESS;
  const { raisedAt, reason, text, pictures, decision } = objection;
  const raised: ProgressStep = {
    key: 'raised',
    done: true,
    title: `你提了异议：${reasonText(reason)}`,
    when: momentText(raisedAt, now),
    body: text,
  };
  const decided: ProgressStep =
    decision === undefined
      ? {
          key: 'waiting',
          done: false,
          title: '机构正在处理',
          when: '一般 3 天内',
          body: `${yuan(unit.priceFen)} 处理完之前不会扣。`,
        }
      : {
          key: 'decided',
          done: true,
          title: decisionTitle(unit, decision),
          when: momentText(decision.at, now),
          body: decision.explanation,
        };
  return { title: `${unit.name}的异议`, steps: [raised, decided], pictures };
}

type Decision = NonNullable<NonNullable<UnitView['objection']>['decision']>;

function decisionTitle(unit: UnitView, { kind, chargeFen }: Decision): string {
  if (kind === 'waived') return '这一笔不扣了';
  return kind === 'lowered'
    ? `改为扣 ${yuan(chargeFen ?? unit.priceFen)}`
    : `按原价扣 ${yuan(unit.priceFen)}`;
}
