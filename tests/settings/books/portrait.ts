import type { Evidence } from './evidence';

/** What must come out the same whatever goes wrong on the way: money, states and reasons, without times and numbers. */
export interface Portrait {
  order: string;
  units: string[];
  /** The ledger as a multiset, without time, sequence and hash. */
  ledger: string[];
  atWeChat: { signPlans: string[]; orders: string[]; transactions: number[]; refunds: string[] };
  /** What is left for staff. */
  openTasks: string[];
}

/** What became of one order. */
export function portraitOf(evidence: Evidence, orderId: string): Portrait {
  const { orders, ledger, books, tasks, seats } = evidence;
  const order = orders.find((one) => one._id === orderId);
  const classNames = namesOfClasses(seats.filter((seat) => seat.orderId === orderId));
  const transactions = books.transactions.filter((one) =>
    (one.outOrderNo ?? one.outTradeNo).startsWith(orderId),
  );
  const transactionIds = new Set(transactions.map((one) => one.transactionId));
  return {
    order: `${order?.state}${order?.parked ? ' parked' : ''}`,
    units: order?.units.map(unitLine) ?? [],
    ledger: ledger
      .filter((entry) => entry.orderId === orderId)
      .map((entry) => entryLine(entry, classNames))
      .sort(),
    atWeChat: {
      // A plan that nobody has signed binds nobody.
      signPlans: books.signPlans
        .filter((plan) => plan.merchantSignPlanNo.startsWith(orderId) && plan.signState !== 'UNSIGNED')
        .map((plan) => `${plan.signState} ${plan.cancelSignType}`)
        .sort(),
      orders: books.orders
        .filter((one) => one.outOrderNo.startsWith(orderId))
        .map((one) => [one.planDetailNo, one.state, one.totalAmount, one.paidType].join(' '))
        .sort(),
      transactions: transactions.map((one) => one.amount).sort(),
      refunds: books.refunds
        .filter((refund) => transactionIds.has(refund.transactionId))
        .map((refund) => `${refund.status} ${refund.amount}`),
    },
    openTasks: tasks
      .filter((task) => task.state === 'open' && task.subject.orderId === orderId)
      .map((task) => task.kind)
      .sort(),
  };
}

type OrderUnit = Evidence['orders'][number]['units'][number];

function unitLine(unit: OrderUnit): string {
  const { no, teaching, collection, chargeFen, chargedFen, collectedFen, refundedFen } = unit;
  return [no, teaching, collection, chargeFen, chargedFen, collectedFen, refundedFen].join(' ');
}

/** Classes by their place in the timetable instead of their ids. */
function namesOfClasses(seats: Evidence['seats']): Map<string, string> {
  const starts = [...seats].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  return new Map(starts.map((seat, i) => [seat.classId, `class ${i + 1}`]));
}

function entryLine(entry: Evidence['ledger'][number], classNames: ReadonlyMap<string, string>): string {
  const { kind, debit, credit, amountFen, unitNo, why } = entry;
  const classes = why.classes.map(
    ({ classId, mark, priceFen }) => `${classNames.get(classId) ?? classId} ${mark} ${priceFen}`,
  );
  const money = why.transactionId === undefined ? '' : ' by transaction';
  const decision = why.decision === undefined ? '' : ` (${why.decision})`;
  return `${kind} ${debit}←${credit} ${amountFen} unit ${unitNo} for ${classes.join(', ')}${decision}${money}`;
}

/** Where two portraits differ, one line a place. */
export function differences(expected: unknown, found: unknown, place = ''): string[] {
  if (isObject(expected) && isObject(found))
    return Object.keys(expected).flatMap((key) =>
      differences(expected[key], found[key], place === '' ? key : `${place}.${key}`),
    );
  const [before, after] = [JSON.stringify(expected), JSON.stringify(found)];
  return before === after ? [] : [`${place}: ${after ?? 'missing'}, without it ${before ?? 'missing'}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
