import { joined } from '../../format/joined';
import { fenOf } from '../../format/money';
import type { CourseForm, UnitKind } from './course-form';

const UNIT: Record<UnitKind, string> = { class: '每次课', stage: '每个阶段', course: '整门课' };

/**
 * A contract to begin with, in the words of this course's own terms. What it promises is what the product does; the
 * institution reads it, changes it and answers for it.
 */
export function contractTemplate(form: CourseForm, institutionName: string): string {
  const onDemand = form.mode === 'on-demand';
  const direct = form.ordinaryPayment && !onDemand;
  const units = [...new Set(form.rungs.map(({ kind }) => UNIT[kind]))].join('、');
  const hours = form.windowHours.trim() || '24';
  return [
    `${form.title.trim() || '本课程'}先学后付培训服务合同`,
    `一、${institutionName}（以下称机构）按课程页公布的内容、课次和老师提供培训。`,
    `二、课程按价格表收费，可选的扣费节点有：${units}。签约后不涨价，签约时不付款。`,
    onDemand
      ? '三、每个节点的内容学完并由学员确认后，才扣这个节点的费用。没有开始的课不扣费。'
      : '三、每个节点的课上完、老师点名到课后，才扣这个节点的费用。请假、缺课不扣费，可以补课；补课按原节点扣费。',
    `四、${onDemand ? '学完' : '点名'}后 ${hours} 小时内可以提出异议，处理完之前不扣这一笔。`,
    '五、学员可以随时关闭扣费服务。没有上的课永不扣费；已经上完还没扣的，按关闭结算单结清。',
    '六、能否签约由微信支付评估，机构看不到也不保存学员的分数。',
    ...(direct ? ['七、不签约的学员，可以在每次课上完后直接支付这一次课的费用。'] : []),
    `${direct ? '八' : '七'}、因本合同发生争议，双方先协商；协商不成的，可以向机构所在地人民法院起诉。`,
  ].join('\n');
}

/** Whether the template can say everything, or what to fill in before. */
export function templateNote(form: CourseForm): string {
  const missing = [
    form.title.trim() === '' ? '课程名称' : '',
    fenOf(form.priceBy === 'total' ? form.total : form.perClass) === undefined ? '价格' : '',
  ].filter(Boolean);
  return missing.length === 0
    ? '按现在的扣费方式、异议时间写好，可以再改。'
    : `先填${missing.join('、')}，模板会带上。`;
}

/** Terms that a contract names otherwise than the form does; the form is what happens. */
export function contractDoubts({ contractText, windowHours }: CourseForm): string {
  const hours = /(\d+)\s*小时/.exec(contractText)?.[1];
  return hours !== undefined && hours !== windowHours.trim()
    ? joined(`合同里写的是 ${hours} 小时`, `异议时间填的是 ${windowHours.trim()} 小时`)
    : '';
}
