import type { UnitStatementView } from '../../../protocol/classroom';
import type { OrderView } from '../../../protocol/order-view';
import { clockText, dateText, momentText } from '../../format/dates';
import { daySpanText, monthDayText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { restFen, yuan } from '../../format/money';

/** One reason of a charge; a tap opens its evidence. */
export interface Reason {
  key: 'roll' | 'contract' | 'rule';
  title: string;
  caption: string;
}

/** Signed price minus what is not charged. */
export interface Sum {
  priceFen: number;
  lessName: string;
  lessFen: number;
  totalFen: number;
}

/** What of an order decides how a unit is charged. */
export type Terms = Pick<OrderView, 'windowHours' | 'ordinary'>;

type Roll = UnitStatementView['rollCalls'][number];

export const MARK_WORDS: Record<Roll['mark'], string> = {
  attended: '到课',
  late: '迟到',
  absent: '缺课',
  on_leave: '请假',
};

/** Why this charge: roll call → contract line → rule. */
export function reasonsOf(statement: UnitStatementView, terms: Terms): Reason[] {
  return [rollReason(statement), contractReason(statement), ruleReason(statement, terms)];
}

/** What is charged in the end, and what was taken off the signed price on the way. */
export function sumOf({ unit, contract }: UnitStatementView): Sum {
  const priceFen = contract.line.priceFen;
  const never = unit.status === 'waived' || unit.status === 'zero';
  const totalFen = never ? 0 : (unit.chargeFen ?? priceFen);
  const lessName =
    unit.objection?.decision === undefined && totalFen < priceFen && !never ? '没上的课' : '减免';
  return { priceFen, lessName, lessFen: restFen(priceFen, totalFen), totalFen };
}

/** Marks that were not taken back, by class. */
export function validRolls({ rollCalls }: UnitStatementView): Roll[] {
  return rollCalls.filter((roll) => roll.undoneAt === undefined);
}

function rollReason(statement: UnitStatementView): Reason {
  const rolls = validRolls(statement);
  const [first] = rolls;
  const last = rolls[rolls.length - 1];
  if (first === undefined || last === undefined)
    return { key: 'roll', title: '点名：还没有', caption: '上完并点名后才可能扣费' };
  const lesson = first.classId.startsWith('lesson-');
  if (rolls.length === 1) {
    const title = lesson ? `学习：${first.title}` : `点名：${MARK_WORDS[first.mark]}`;
    return { key: 'roll', title, caption: `${rollMoment(first)}${lesson ? '学完' : `${first.by}提交`}` };
  }
  const late = rolls.filter((roll) => roll.mark === 'late').length;
  const title = lesson ? `学习：${rolls.length} 课` : `点名：${rolls.length} 次到课`;
  const span = daySpanText(first.startsAt, last.startsAt);
  return { key: 'roll', title, caption: joined(span, late > 0 ? `其中迟到 ${late} 次` : '') };
}

function rollMoment({ at }: Roll): string {
  return `${monthDayText(at)} ${clockText(at)} `;
}

function contractReason({ contract }: UnitStatementView): Reason {
  const { no, name, priceFen } = contract.line;
  return {
    key: 'contract',
    title: `合同第 ${no} 行：${name} ${yuan(priceFen)}`,
    caption: `${monthDayText(contract.acceptedAt)}接受，价格自那时起不变`,
  };
}

function ruleReason(statement: UnitStatementView, { windowHours, ordinary }: Terms): Reason {
  const { unit } = statement;
  const act = ordinary ? '付' : '扣';
  const rule = (title: string, caption: string): Reason => ({
    key: 'rule',
    title: `规则：${title}`,
    caption,
  });
  const decision = unit.objection?.decision;
  if (decision?.kind === 'waived') return rule(`异议成立，不${act}`, '机构已说明，点开看原文');
  if (decision?.kind === 'lowered') return rule(`按异议的处理结果${act}`, '机构已说明，点开看原文');
  if (unit.teaching === 'planned')
    return rule(`上完才${act}`, ordinary ? '点名后再付' : `点名后过 ${windowHours} 小时才扣`);
  const price = `到课按${ordinary ? '合同' : '签约'}价${act}`;
  if (unit.teaching === 'taught') return rule(price, '现在还可以提异议');
  if (unit.teaching === 'objected') return rule(`有异议，先不${act}`, '等处理结果');
  return rule(price, quietText(statement));
}

/** The window ended without an objection, or she ended it herself. */
function quietText({ unit, entries }: UnitStatementView): string {
  if (unit.objection !== undefined) return '异议处理后维持原价';
  const ends = unit.windowEndsAt;
  const charged = entries.find((entry) => entry.kind === 'charge')?.at;
  if (ends === undefined) return '没有异议';
  if (charged !== undefined && charged < ends) return '你提前确认了，没有异议';
  return `${monthDayText(ends)} ${clockText(ends)} 前没有异议`;
}

/** Evidence of a reason, line by line. */
export interface Evidence {
  title: string;
  lines: { key: string; name: string; value: string }[];
  words: string[];
  /** The whole contract can be read. */
  contract: boolean;
}

export const NO_EVIDENCE: Evidence = { title: '', lines: [], words: [], contract: false };

/** What stands behind a reason. @param now ms since 1970 */
export function evidenceOf(
  key: Reason['key'],
  statement: UnitStatementView,
  terms: Terms,
  now: number,
): Evidence {
  if (key === 'roll') return rollEvidence(statement, now);
  return key === 'contract' ? contractEvidence(statement) : ruleEvidence(statement, terms, now);
}

function rollEvidence({ rollCalls }: UnitStatementView, now: number): Evidence {
  const undone = rollCalls.some((roll) => roll.undoneAt !== undefined);
  return {
    ...NO_EVIDENCE,
    title: '点名记录',
    lines: rollCalls.flatMap((roll, index) => {
      const mark = MARK_WORDS[roll.mark];
      return [
        {
          key: `${roll.classId}-${index}`,
          name: joined(roll.title, monthDayText(roll.startsAt)),
          value: roll.undoneAt === undefined ? mark : `${mark}（已撤回）`,
        },
        {
          key: `${roll.classId}-${index}-by`,
          name: `${roll.by}记录`,
          value: joined(momentText(roll.at, now), roll.note),
        },
      ];
    }),
    words:
      rollCalls.length === 0 ? ['还没有点名，不会扣费。'] : undone ? ['撤回的点名留在这里，不算数。'] : [],
  };
}

function contractEvidence({ contract }: UnitStatementView): Evidence {
  const { no, name, priceFen, originalFen } = contract.line;
  return {
    title: '合同里的这一行',
    lines: [
      { key: 'line', name: `第 ${no} 行`, value: `${name} ${yuan(priceFen)}` },
      ...(originalFen > priceFen ? [{ key: 'original', name: '原价', value: yuan(originalFen) }] : []),
      { key: 'version', name: '合同', value: `第 ${contract.version} 版` },
      {
        key: 'accepted',
        name: '接受时间',
        value: `${dateText(contract.acceptedAt)} ${clockText(contract.acceptedAt)}`,
      },
      { key: 'hash', name: '合同指纹', value: fingerprint(contract.hash) },
    ],
    words: ['指纹由合同全文算出，改一个字就会变。'],
    contract: true,
  };
}

/** `9c41 e07b … 5d20 a8f3` */
function fingerprint(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-8, -4)} ${hash.slice(-4)}`;
}

function ruleEvidence({ unit, regionRule }: UnitStatementView, terms: Terms, now: number): Evidence {
  const decision = unit.objection?.decision;
  const ends = unit.windowEndsAt;
  const act = terms.ordinary ? '付' : '扣';
  const when = terms.ordinary ? '上完并点名后，自己付' : `上完并点名后，过 ${terms.windowHours} 小时`;
  return {
    ...NO_EVIDENCE,
    title: terms.ordinary ? '付款规则' : '扣费规则',
    lines: [
      { key: 'rule', name: `什么时候${act}`, value: when },
      ...(ends === undefined ? [] : [{ key: 'window', name: '异议截止', value: momentText(ends, now) }]),
      ...(decision === undefined
        ? []
        : [{ key: 'decided', name: '异议处理', value: momentText(decision.at, now) }]),
      ...(regionRule.text === '' ? [] : [{ key: 'region', name: '地区规定', value: regionRule.id }]),
    ],
    words: [
      ...(decision === undefined ? [] : [`机构说明：${decision.explanation}`]),
      ...(regionRule.text === '' ? [] : [regionRule.text]),
      `缺课、请假和没上的课不${act}。`,
    ],
  };
}
