import type { Order } from '../../../server/domain/order/order';
import type { Collections } from '../../../server/ports/store';
import type { CourseLife } from '../course-life';

type Fields = Record<string, unknown>;

/** What an act told, what it asked of WeChat, and what it left in the store: only what is new or other than before. */
export interface Left {
  told: unknown;
  /** `open-order id0001S1U1` */
  asked?: string[];
  /** The order without its units; empty when it was written and nothing at all came of it. */
  order?: Fields;
  /** By number. */
  units?: Record<string, Fields>;
  seats?: Record<string, Fields>;
  /** What is sent to WeChat, and what came of it each time. */
  intents?: Record<string, Fields>;
  tasks?: Record<string, Fields>;
  audit?: Record<string, Fields>;
  /** `charge 10000 u1` */
  books?: string[];
  /** `id: title` */
  pushes?: string[];
  /** Orders at which somebody is to look again. */
  poked?: string[];
}

const WATCHED = ['orders', 'seats', 'intents', 'ledger', 'pushes', 'tasks', 'audit', 'agenda'] as const;

type Snapshot = { [N in (typeof WATCHED)[number]]: Collections[N][] };

/** Lets something happen, and says what it left behind; an error is told as `code: message`. */
export async function leftBy(life: CourseLife, act: () => Promise<unknown>): Promise<Left> {
  const before = snapshot(life);
  const asked = life.pay.asked.length;
  const told = await act().catch(({ code, message }) => `${code}: ${message}`);
  const after = snapshot(life);
  const left = {
    asked: life.pay.asked.slice(asked),
    ...orderLeft(before.orders[0], after.orders[0]),
    seats: documentsLeft(before.seats, after.seats),
    intents: documentsLeft(before.intents.map(call), after.intents.map(call)),
    tasks: documentsLeft(before.tasks, after.tasks),
    audit: documentsLeft(before.audit, after.audit),
    books: after.ledger.slice(before.ledger.length).map((e) => `${e.kind} ${e.amountFen} u${e.unitNo}`),
    pushes: after.pushes.slice(before.pushes.length).map(({ _id, title }) => `${_id}: ${title}`),
    poked: poked(before.agenda, after.agenda),
  };
  return { told, ...filled(left) };
}

function snapshot({ store }: CourseLife): Snapshot {
  return Object.fromEntries(WATCHED.map((name) => [name, structuredClone(store.all(name))])) as Snapshot;
}

function call({ _id, createdAt, state, body, attempts }: Collections['intents']) {
  return { _id, createdAt, state, body: JSON.parse(body) as Fields, came: attempts.map((a) => a.outcome) };
}

function orderLeft(before?: Order, after?: Order): { order?: Fields; units?: Fields } {
  if (before === undefined || after === undefined || before.revision === after.revision) return {};
  const withNos = ({ units }: Order) => units.map((unit) => ({ ...unit, _id: String(unit.no) }));
  const order = changes({ ...before, units: [] }, { ...after, units: [] });
  return { order, units: documentsLeft(withNos(before), withNos(after)) };
}

/** New documents, and what is other in those that were there; by id. */
function documentsLeft(before: readonly { _id: string }[], after: readonly { _id: string }[]): Fields {
  const known = new Map(before.map((document) => [document._id, document]));
  const left = after.map(({ _id, ...fields }) => {
    const { _id: _, ...was } = known.get(_id) ?? { _id };
    return [_id, changes(was, fields)] as const;
  });
  return Object.fromEntries(left.filter(([, fields]) => Object.keys(fields).length > 0));
}

/** They follow every write. */
const NOISE = new Set(['revision', 'changedAt', 'ledger']);

/** The fields that differ; what is no longer there is `gone`. */
function changes(before: Fields, after: Fields): Fields {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const differ = [...names].filter(
    (name) => !NOISE.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return Object.fromEntries(differ.map((name) => [name, name in after ? after[name] : 'gone']));
}

function poked(before: readonly Collections['agenda'][], after: readonly Collections['agenda'][]): string[] {
  const was = new Map(before.map(({ _id, pokes }) => [_id, pokes]));
  const orders = after.filter(({ kind }) => kind === 'order');
  return orders.filter(({ _id, pokes }) => was.get(_id) !== pokes).map(({ subject }) => subject);
}

/** Without what is empty; an order alone was written for nothing. */
function filled(left: Fields): Omit<Left, 'told'> {
  const full = Object.entries(left).filter(([, value]) => Object.keys(Object(value)).length > 0);
  const stored = full.filter(([name]) => name !== 'asked');
  const forNothing = stored.length === 0 && left.order !== undefined;
  return Object.fromEntries(forNothing ? [...full, ['order', left.order]] : full);
}
