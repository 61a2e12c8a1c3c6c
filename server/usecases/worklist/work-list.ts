import type { RequestOf, ResponseOf } from '../../../protocol';
import type { Task, TaskKind } from '../../domain/task/task';
import type { Time } from '../../domain/time';
import { readPage } from '../browsing/paging';
import type { Ports } from '../ports';
import { authorisedMember, worksAt } from '../staffing/authorise';
import { caseOf } from './read-case';

type WorkList = ResponseOf<'finance', 'workList'>;
type Entry = WorkList['entries'][number];

/** Tasks that are about money; the others are the workbench's. */
export const MONEY_KINDS = [
  'owing',
  'stuck_call',
  'objection',
  'refund_asked',
  'seat_on_hold',
  'drift',
  'closing_owed',
  'order_parked',
  'pay_by_hand',
  'invoice_asked',
  'act_asked',
  'silent_order',
  'red_invoice',
] as const satisfies readonly TaskKind[];

type MoneyTask = Task & { kind: (typeof MONEY_KINDS)[number] };

/**
 * What needs finance, most urgent first: each entry with what happened, the next right act, and a deadline. Entries
 * come and go with their tasks, which are raised and settled in the transactions of what they are about.
 */
export async function readWorkList(
  ports: Ports,
  openid: string,
  asked: RequestOf<'finance', 'workList'>,
): Promise<WorkList> {
  const member = await authorisedMember(ports, openid, 'workList');
  const { institutionId } = ports.settings;
  const kinds = asked.kind === undefined ? MONEY_KINDS : [asked.kind];
  const page = await readPage(
    asked,
    (task: Task) => task.deadline,
    (place, limit) =>
      ports.store.find(
        'tasks',
        {
          ...{ institutionId, state: 'open', kind: { $in: kinds } },
          ...(place === undefined ? {} : { deadline: { $gte: place.at } }),
        },
        { sort: { deadline: 1, _id: 1 }, limit, skip: place?.seen ?? 0 },
      ),
  );
  const own = page.items
    .filter(isMoneyTask)
    .filter((task) => task.campusId === undefined || worksAt(member, task.campusId));
  const now = ports.clock.now();
  return {
    entries: await Promise.all(own.map((task) => entryOf(ports, task, now))),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

function isMoneyTask(task: Task): task is MoneyTask {
  return MONEY_KINDS.some((kind) => kind === task.kind);
}

async function entryOf(ports: Ports, task: MoneyTask, now: Time): Promise<Entry> {
  const { _id, kind, campusId, reason, raisedAt, deadline, subject } = task;
  const order = subject.orderId === undefined ? undefined : await ports.store.get('orders', subject.orderId);
  const unit = order?.units[(subject.unitNo ?? 0) - 1];
  return {
    taskId: _id,
    ...{ kind, reason, raisedAt, deadline },
    overdue: deadline < now,
    ...(campusId === undefined ? {} : { campusId }),
    ...(order === undefined ? {} : { case: await caseOf(ports, order, unit, kind) }),
  };
}
