import type { ResponseOf } from '../../../protocol';
import type { CoursePage } from '../../../protocol/catalog';
import type { OrderView } from '../../../protocol/order-view';
import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import type { Intentions } from '../../api/intention';
import { outcomeOf } from './outcome-view';

export type Student = ResponseOf<'signing', 'listStudents'>['students'][number];

/** Everything the page begins with. */
export interface Beginning {
  course: CoursePage;
  students: Student[];
  order?: OrderView;
}

/** @param asked a course to order, or an order to go on with @throws Failure */
export async function begin(asked: { courseId: string; orderId: string }): Promise<Beginning> {
  const order = asked.orderId === '' ? undefined : await read('signing', 'read', { orderId: asked.orderId });
  const [course, { students }] = await Promise.all([
    read('catalog', 'read', { courseId: order?.courseId ?? asked.courseId }),
    read('signing', 'listStudents', {}),
  ]);
  return { course, students, ...(order === undefined ? {} : { order }) };
}

/** Orders without paying, on the contract as it was shown. @throws Failure */
export async function placeOrder(
  intentions: Intentions,
  { course, studentId, rungKey, campusId }: Choice,
): Promise<string> {
  const what = `order:${course.versionId}:${studentId}:${rungKey}:${campusId}`;
  const { orderId } = await write(
    'signing',
    'order',
    {
      courseId: course.courseId,
      ...{ studentId, rungKey },
      ...(campusId === '' ? {} : { campusId }),
      contractVersion: course.contract.version,
      contractHash: course.contract.hash,
    },
    intentions.idOf(what),
  );
  intentions.answered(what);
  return orderId;
}

export interface Choice {
  course: CoursePage;
  studentId: string;
  rungKey: string;
  campusId: string;
}

/** WeChat's answer may be slow: the same question again creates nothing twice. */
const UNCERTAIN_WAITS_MS = [1_500, 3_000] as const;

/** The package for WeChat's sign page. @throws Failure */
export async function packageFor(intentions: Intentions, orderId: string, rungKey: string): Promise<string> {
  const what = `sign:${orderId}:${rungKey}`;
  const ask = () => write('signing', 'sign', { orderId, rungKey }, intentions.idOf(what));
  for (const wait of UNCERTAIN_WAITS_MS) {
    try {
      const { package: pack } = await ask();
      intentions.answered(what);
      return pack;
    } catch (error) {
      const failure = failureOf(error);
      if (!failure.retryable) intentions.answered(what);
      if (failure.code !== 'UNCERTAIN') throw failure;
      await pause(wait);
    }
  }
  const { package: pack } = await ask();
  intentions.answered(what);
  return pack;
}

/** Enrols on ordinary payment of each class. @throws Failure */
export async function payEachClass(intentions: Intentions, orderId: string): Promise<OrderView> {
  const what = `each:${orderId}`;
  await write('signing', 'payEachClass', { orderId }, intentions.idOf(what));
  intentions.answered(what);
  return read('signing', 'read', { orderId });
}

/** News of a signature is usually there at once; after this nobody is kept waiting. */
const SIGNATURE_WAITS_MS = [0, 1_200, 2_400] as const;

/** Asks until the order is signed, or long enough. @throws Failure */
export async function awaitSignature(orderId: string): Promise<OrderView> {
  let order: OrderView | undefined;
  for (const wait of SIGNATURE_WAITS_MS) {
    await pause(wait);
    order = await read('signing', 'refresh', { orderId });
    if (outcomeOf(order) !== 'waiting') return order;
  }
  return order ?? read('signing', 'refresh', { orderId });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
