import type { CourseClass, Seating } from '../../domain/class/class';
import type { Order } from '../../domain/order/order';
import { between, MINUTE, plus, SECOND } from '../../domain/time';
import { StoreBusy, type Transaction } from '../../ports/store';
import { byId } from '../browsing/by-id';
import { writeChange } from '../orders/change-order';
import type { Ports } from '../ports';
import { type ClassWithRoom, fitWith, freePlaces, seatChange } from './book-seats';
import { standings } from './standings';

/** Orders and seats of one transaction: some hundred requests to the database, a second or two of the 30 s it may live. */
const MOST_ORDERS = 10;
const MOST_SEATS = 100;
/** One run: what is left is for the next one. A function ends after 20 s; a lease is held for two minutes. */
const RUN_ORDERS = 40;
const RUN_TIME = 8 * SECOND;
/** Tries in a row that found everything changed by others. */
const MOST_TRIES = 5;
/** Orders held by others before a run gives up: it is the class itself that is held, or the whole database is slow. */
const MOST_HELD = 2;
/** An order signed this long before its classes were written may have looked for classes before they were there. */
const SIGNED_MEANWHILE = 5 * MINUTE;

/** One order, and the classes in which it gets a seat now: none when it can't come any more. */
interface Turn {
  orderId: string;
  order: Order | undefined;
  classes: ClassWithRoom[];
}

/** Places counted in a class, and the revision at which that was. */
type Rooms = Map<string, { revision: number; free: number }>;

/** What one run has found out. */
interface Run {
  rooms: Rooms;
  /** The orders whose turn it is. */
  trying: readonly string[];
  /** Orders of a step that met a busy database: each by itself, so that the one that is held shows, and waits alone. */
  singly: Set<string>;
  /** Orders that others hold: for the next run. */
  held: Set<string>;
}

/**
 * Books seats in classes just scheduled, some orders in each transaction, in their order. What is done and what is left
 * is stored with every step, so whoever goes on after a crash finds the rest. An order that others hold (a dead worker's
 * transaction keeps its documents for 30 s) does not stop those behind it.
 * @param classId the first of the classes
 * @returns what is left after this run; undefined for a class in which nobody was to be seated
 * @throws StoreBusy when others keep changing the classes, or hold all orders that are left
 */
export async function seatOrders(ports: Ports, classId: string): Promise<Seating | undefined> {
  const began = ports.clock.now();
  const run: Run = { rooms: new Map(), trying: [], singly: new Set(), held: new Set() };
  let seating = (await ports.store.get('classes', classId))?.seating;
  for (let taken = 0, tries = 0; isOpen(seating) && taken < RUN_ORDERS; ) {
    if (between(began, ports.clock.now()) > RUN_TIME) return seating;
    const next = await stepUnlessHeld(ports, classId, run);
    tries = next === undefined ? tries + 1 : 0;
    if (tries >= MOST_TRIES) throw new StoreBusy(`seats of class ${classId}: changed by others all the time`);
    if (next === undefined) continue;
    taken += run.trying.length;
    seating = next;
  }
  return seating;
}

/** Whether somebody's turn is still to come. */
export function isOpen(seating: Seating | undefined): seating is Seating {
  return seating !== undefined && (seating.left.length > 0 || seating.lookAgain === true);
}

/** One step; when the database is busy, its orders are taken one by one, and one that is held by itself is put off. */
async function stepUnlessHeld(ports: Ports, classId: string, run: Run): Promise<Seating | undefined> {
  try {
    return await step(ports, classId, run);
  } catch (error) {
    const { trying, singly, held } = run;
    const [first = ''] = trying;
    if (!(error instanceof StoreBusy) || trying.length === 0 || held.size >= MOST_HELD) throw error;
    if (trying.length === 1) held.add(first);
    else for (const orderId of trying) singly.add(orderId);
    return undefined;
  }
}

/** One transaction's worth. @returns the seating as stored by it; undefined when others were faster */
async function step(ports: Ports, classId: string, run: Run): Promise<Seating | undefined> {
  run.trying = [];
  const first = await ports.store.get('classes', classId);
  if (first?.seating === undefined) return { classIds: [], left: [], seats: 0 };
  const seating = first.seating.lookAgain ? await withLateSigners(ports, first) : first.seating;
  run.trying = nextOrders(seating, run);
  if (run.trying.length === 0 && seating.left.length > 0)
    throw new StoreBusy(`seats of class ${classId}: ${seating.left.length} orders are held by others`);
  const classes = await classesOf(ports, first, seating, run.rooms);
  const turns = await nextTurns(ports, run.trying, classes);
  const written = await ports.store.transaction((tx) => writeTurns(ports, tx, seating, classes, turns));
  for (const { _id, revision, free } of written?.classes ?? []) run.rooms.set(_id, { revision, free });
  return written?.seating;
}

function nextOrders({ left }: Seating, { singly, held }: Run): string[] {
  const free = left.filter((orderId) => !held.has(orderId));
  const [first = ''] = free;
  return free.slice(0, singly.has(first) ? 1 : MOST_ORDERS);
}

/**
 * With whoever signed while the classes were being written: she looked for classes before they were there, and was not
 * active yet when they looked for her.
 */
async function withLateSigners(ports: Ports, { seating, ...first }: CourseClass): Promise<Seating> {
  const { courseId, campusId } = first;
  const query = { courseId, state: 'active' };
  const active = await ports.store.find('orders', query, { sort: { createdAt: 1 }, limit: 1000 });
  const since = plus(first.createdAt, -SIGNED_MEANWHILE);
  const late = active.filter((order) => order.campusId === campusId && (order.signedAt ?? since) > since);
  const { classIds = [], left = [], seats = 0 } = seating ?? {};
  return { classIds, left: [...new Set([...left, ...late.map((order) => order._id)])], seats };
}

/** The classes as they are, with the places left in them; counted again only where somebody else has booked. */
async function classesOf(
  ports: Ports,
  first: CourseClass,
  { classIds }: Seating,
  rooms: Rooms,
): Promise<ClassWithRoom[]> {
  const others = await byId(ports, 'classes', classIds.slice(1));
  return Promise.all(
    [first, ...others.values()].map(async (cls) => {
      const known = rooms.get(cls._id);
      const free = known?.revision === cls.revision ? known.free : await freePlaces(ports, cls);
      return { ...cls, free };
    }),
  );
}

/** The next orders, as many as one transaction takes; the first one in any case. */
async function nextTurns(
  ports: Ports,
  orderIds: readonly string[],
  classes: readonly ClassWithRoom[],
): Promise<Turn[]> {
  const orders = await byId(ports, 'orders', orderIds);
  const standing = await standings(ports, [...orders.values()]);
  const room = new Map(classes.map((cls) => [cls._id, cls.free]));
  const turns: Turn[] = [];
  let seats = 0;
  for (const orderId of orderIds) {
    const order = orders.get(orderId);
    const open = classes.map((cls) => ({ ...cls, free: room.get(cls._id) ?? 0 }));
    const chosen = order?.state === 'active' ? fitWith(ports, order, standing(order), open).seats : [];
    seats += chosen.length;
    if (turns.length > 0 && seats > MOST_SEATS) return turns;
    for (const cls of chosen) room.set(cls._id, cls.free - 1);
    turns.push({ orderId, order, classes: chosen });
  }
  return turns;
}

/** Writes the turns whose orders are as they were read; the others keep theirs. Nothing, when a class has changed. */
async function writeTurns(
  ports: Ports,
  tx: Transaction,
  seating: Seating,
  classes: readonly ClassWithRoom[],
  turns: readonly Turn[],
): Promise<{ seating: Seating; classes: ClassWithRoom[] } | undefined> {
  const wanted = new Set([
    seating.classIds[0],
    ...turns.flatMap((turn) => turn.classes.map(({ _id }) => _id)),
  ]);
  const stored: ClassWithRoom[] = [];
  for (const { _id, revision, free } of classes.filter((cls) => wanted.has(cls._id))) {
    const cls = await tx.get('classes', _id);
    if (cls?.revision !== revision) return undefined;
    stored.push({ ...cls, free });
  }
  const done: Turn[] = [];
  for (const turn of turns) if (await takeTurn(ports, tx, turn)) done.push(turn);
  if (done.length === 0 && turns.length > 0) return undefined;
  const seated = done.flatMap((turn) => turn.classes.map(({ _id }) => _id));
  const left = seating.left.filter((id) => !done.some(({ orderId }) => orderId === id));
  const after: Seating = { classIds: seating.classIds, left, seats: seating.seats + seated.length };
  const written = stored.map((cls) => ({
    ...cls,
    revision: cls.revision + 1,
    free: cls.free - seated.filter((id) => id === cls._id).length,
    ...(cls._id === seating.classIds[0] ? { seating: after } : {}),
  }));
  for (const { free: _free, ...cls } of written) await tx.put('classes', cls);
  return { seating: after, classes: written };
}

/** @returns false when the order has changed since its turn was worked out */
async function takeTurn(ports: Ports, tx: Transaction, { orderId, order, classes }: Turn): Promise<boolean> {
  if (classes.length === 0) return true;
  const stored = await tx.get('orders', orderId);
  if (stored === undefined || stored.revision !== order?.revision) return false;
  await writeChange(tx, stored, seatChange(stored, classes, false), ports.clock.now());
  return true;
}
