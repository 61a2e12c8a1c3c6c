import type { RungView } from '../../../../protocol/course-view';
import { joined } from '../../../format/joined';
import { yuan } from '../../../format/money';
import { unitWords } from '../../../format/unit-words';
import type { Choices, CourseForm, RungForm, UnitKind } from '../course-form';
import { countOf, rungField, totalFenOf } from '../form-content';
import { divisions, evenStages, stagesText } from '../stages';

/** One rung as the editor shows it. */
export interface RungCard {
  key: string;
  name: string;
  kind: UnitKind;
  stages: string;
  /** Ready divisions into equal stages. */
  divisions: { key: string; name: string }[];
  /** Which service of WeChat Pay Score it stands on, and what that allows. */
  service: string;
  fault: string;
  /** The price list as the server splits it; absent while there is none. */
  list: RungView | undefined;
}

export const KINDS: readonly { key: UnitKind; name: string }[] = [
  { key: 'class', name: '每次课' },
  { key: 'stage', name: '分阶段' },
  { key: 'course', name: '整门课' },
];

export function rungCards(
  form: CourseForm,
  choices: Choices,
  lists: readonly RungView[],
  faults: Readonly<Record<string, string>>,
): RungCard[] {
  const count = countOf(form) ?? 0;
  return form.rungs.map((rung) => ({
    ...{ key: rung.key, kind: rung.kind, stages: rung.stages },
    name: unitWords(rung.kind).tag,
    divisions: divisions(count).map((parts) => ({
      key: stagesText(evenStages(count, parts)),
      name: `${parts} 段`,
    })),
    service: serviceText(rung, choices),
    fault: faults[rungField(rung.key)] ?? '',
    list: lists.find(({ rungKey, unit }) => rungKey === rung.key && unit.kind === rung.kind),
  }));
}

/** What WeChat's service of a rung allows; nothing where the deployment doesn't know it. */
export function serviceText({ serviceKey }: RungForm, { services }: Pick<Choices, 'services'>): string {
  const service = services.find(({ key }) => key === serviceKey);
  if (service === undefined) return '';
  return joined(
    `每笔最多 ${yuan(service.maxUnitFen)}`,
    `最多 ${service.maxQuantity} 个节点`,
    `有效期最多 ${service.maxDays} 天`,
  );
}

/** `20 次课，共 ¥2,400.00`: what follows from the price of one class. */
export function totalNote(form: CourseForm): string {
  if (form.priceBy === 'total') return '按课次平均分，除不尽的零头放在最前面。';
  const count = countOf(form);
  const total = totalFenOf(form);
  if (count === undefined) return '先填课次数，总价会算出来。';
  return total === undefined || total === 0 ? '总价会算出来。' : `${count} 次课，共 ${yuan(total)}。`;
}

export function withRung(
  form: CourseForm,
  key: string,
  change: Partial<RungForm>,
): Pick<CourseForm, 'rungs'> {
  return { rungs: form.rungs.map((rung) => (rung.key === key ? { ...rung, ...change } : rung)) };
}
