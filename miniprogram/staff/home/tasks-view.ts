import type { TaskView } from '../../../protocol/staff-work';
import { momentText } from '../../format/dates';
import { daysUntil, monthDayText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { type Me, may } from '../me';
import { staffUrl } from '../staff-pages';

/** Something that waits for a person. */
export interface TaskRow {
  taskId: string;
  name: string;
  about: string;
  reason: string;
  deadline: string;
  overdue: boolean;
  /** Where the next step is done; empty where there is no page for it. */
  url: string;
  next: string;
  /** Whether a person may say that it is done; an objection is done only by deciding it. */
  byHand: boolean;
}

interface TaskWords {
  name: string;
  /** Page on which the next step is done, what its button says, and what the page is to be about. */
  page?: string;
  next?: string;
  of?: 'class' | 'order';
}

const WORDS: Record<TaskView['kind'], TaskWords> = {
  roll_call_missing: { name: '还没点名', page: 'rollCall', next: '去点名', of: 'class' },
  seat_on_hold: { name: '座位保留中', page: 'class', next: '看这次课', of: 'class' },
  plan_ending: { name: '扣费计划快到期', page: 'timetable', next: '去排课' },
  red_invoice: { name: '要开红字发票', page: 'invoices', next: '看发票' },
  silent_order: { name: '很久没排课', page: 'timetable', next: '去排课' },
  data_request: { name: '个人信息', page: 'dataRequests', next: '去看' },
  configuration: { name: '要改配置', page: 'courses', next: '看课程' },
  unknown_event: { name: '不认识的通知' },
  objection: { name: '异议', page: 'objection', next: '看双方证据', of: 'order' },
  refund_asked: { name: '退款申请', page: 'refunds', next: '去答复' },
  owing: { name: '待支付', page: 'case', next: '去处理', of: 'order' },
  order_parked: { name: '扣费已停下', page: 'case', next: '去处理', of: 'order' },
  stuck_call: { name: '要人工查看', page: 'case', next: '去处理', of: 'order' },
  closing_owed: { name: '关闭后待结清', page: 'case', next: '去处理', of: 'order' },
  pay_by_hand: { name: '待直接支付', page: 'case', next: '去处理', of: 'order' },
  drift: { name: '账对不上', page: 'reconciliation', next: '去对账' },
  invoice_asked: { name: '要开发票', page: 'invoices', next: '去开票' },
  act_asked: { name: '等另一位同事批准', page: 'case', next: '去处理', of: 'order' },
};

const TEACHING: TaskView['kind'][] = [
  'roll_call_missing',
  'seat_on_hold',
  'plan_ending',
  'silent_order',
  'data_request',
  'configuration',
  'unknown_event',
];

/** Which tasks stand on the first page: those about money stand on the page of money, for whom may open it. */
export function kindsFor(me: Me): TaskView['kind'][] {
  return may(me, 'workList') ? TEACHING : [...TEACHING, 'objection'];
}

/** @param now ms since 1970 */
export function taskRows(tasks: readonly TaskView[], me: Me, now: number): TaskRow[] {
  return tasks.map((task) => {
    const { name, page, next, of } = WORDS[task.kind];
    const url = page === undefined ? undefined : staffUrl(page, me, queryOf(task, of));
    const overdue = Date.parse(task.deadline) < now;
    return {
      ...{ taskId: task.taskId, name, about: aboutText(task, now), reason: task.reason, overdue },
      deadline: deadlineText(task.deadline, now),
      ...{ url: url ?? '', next: next ?? '', byHand: task.kind !== 'objection' },
    };
  });
}

function queryOf({ subject: { classId, orderId, unitNo } }: TaskView, of: TaskWords['of']): string {
  if (of === 'class') return `id=${classId ?? ''}`;
  if (of === undefined || orderId === undefined) return '';
  return unitNo === undefined ? `id=${orderId}` : `id=${orderId}&unitNo=${unitNo}`;
}

function aboutText({ about }: TaskView, now: number): string {
  const { studentName, courseTitle, unitName, classTitle, classStartsAt } = about;
  const cls = classStartsAt === undefined ? undefined : momentText(classStartsAt, now);
  return joined(studentName, courseTitle ?? classTitle, unitName, cls);
}

/** `今天 18:00 前`, `11月25日前`, or since when it is late. */
function deadlineText(deadline: string, now: number): string {
  const days = daysUntil(deadline, now);
  if (Date.parse(deadline) >= now)
    return days === 0 ? `${momentText(deadline, now)} 前` : `${monthDayText(deadline)}前`;
  return days === 0 ? '今天到期' : `已过 ${-days} 天`;
}
