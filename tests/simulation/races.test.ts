import fc from 'fast-check';
import { HANDLERS } from '../../cloudfunctions/deduction';
import { DAY, HOUR, MINUTE, plus } from '../../server/domain/time';
import { runAgenda } from '../../server/usecases/agenda/run-agenda';
import { applyNotification } from '../../server/usecases/callbacks/apply-notification';
import { storeCallback } from '../../server/usecases/callbacks/store-callback';
import { askRefund } from '../../server/usecases/refunding/ask-refund';
import { orderCourse } from '../../server/usecases/signing/order-course';
import { beginSigning, handOutPackage } from '../../server/usecases/signing/sign';
import { undoMark } from '../../server/usecases/teaching/undo-mark';
import { CourseLife, OWNER, PAYER } from '../usecases/course-life';
import { versionOf } from '../usecases/guitar-course';
import { charged } from '../usecases/lived';
import { FINANCE } from '../usecases/school';
import { Race } from './racing';

/** The same orders every time; `RACES=2000 SEED=7 npx jest races` tries others. */
const RUNS = { numRuns: Number(process.env.RACES ?? 10), seed: Number(process.env.SEED ?? 1) };
const CLASS_FEN = 10_000;

/** Tries a race in many orders. */
async function inAnyOrder(
  tell: (life: CourseLife, race: (...runners: Runner[]) => Promise<void>) => Promise<void>,
) {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const race = new Race();
      const life = await CourseLife.open({ classes: 2, gate: race.gate });
      await tell(life, (...runners) => race.run(scheduler, ...runners));
    }),
    RUNS,
  );
}

type Runner = () => Promise<unknown>;

/** The first class is over and marked; the window of its unit ends now. */
async function windowOver(life: CourseLife): Promise<string> {
  const id = await life.enrol();
  await life.attend(id, 1);
  life.skipTo(life.unit(id, 1).windowEndsAt ?? life.now());
  return id;
}

describe('races', () => {
  test('she closes while her deduction begins: her unit is charged once and stands in the statement', () =>
    inAnyOrder(async (life, race) => {
      const id = await windowOver(life);
      await race(
        () => life.close(id),
        () => life.tick(),
      );
      await life.runFor(DAY);
      const order = life.orderDoc(id);
      expect([order.state, order.parked]).toEqual(['closed', undefined]);
      expect(life.books(id)).toEqual([`charge ${CLASS_FEN} u1`, `collect ${CLASS_FEN} u1`]);
      expect(order.closing?.neverChargedFen).toBe(CLASS_FEN);
      life.expectExplained();
    }));

  test('the news of a payment comes by callback and by query at once: it is booked once', () =>
    inAnyOrder(async (life, race) => {
      const id = await windowOver(life);
      life.pay.pays = false;
      await life.tick();
      life.pay.pay(`${id}S1U1`);
      await race(
        async () => {
          await life.deliver();
          await life.tick();
        },
        () => life.refresh(id),
        () => life.tick(),
      );
      await life.runFor(HOUR);
      expect(life.books(id)).toEqual([`charge ${CLASS_FEN} u1`, `collect ${CLASS_FEN} u1`]);
      expect(life.pushes().filter((kind) => kind === 'voucher')).toHaveLength(1);
      life.expectExplained();
    }));

  test('a roll call is undone as its window ends: either it is charged, or it is not taught', () =>
    inAnyOrder(async (life, race) => {
      const id = await windowOver(life);
      life.skipTo(plus(life.now(), -1));
      await race(
        () => undoMark(life.ports, OWNER, `k1-${id}`),
        async () => {
          life.skipTo(plus(life.now(), 1));
          await life.tick();
        },
      );
      await life.runFor(HOUR);
      const { teaching, collection } = life.unit(id, 1);
      const taught = life.seat(id, 1).state === 'attended';
      expect([teaching, collection]).toEqual(taught ? ['confirmed', 'paid'] : ['planned', 'open']);
      expect(life.pay.taken()).toBe(taught ? CLASS_FEN : 0);
      life.expectExplained();
    }));

  test('the timer comes twice at once: one completion, one charge', () =>
    inAnyOrder(async (life, race) => {
      const id = await windowOver(life);
      await race(
        () => life.tick(),
        () => life.tick(),
      );
      await life.runFor(HOUR);
      expect(life.pay.times('complete-order')).toBe(1);
      expect(life.books(id)).toEqual([`charge ${CLASS_FEN} u1`, `collect ${CLASS_FEN} u1`]);
      life.expectExplained();
    }));

  test('she orders on two phones at once: one order', () =>
    inAnyOrder(async (life, race) => {
      const { contract } = versionOf({ classes: 2 });
      const order = (requestId: string) => () =>
        orderCourse(life.ports, PAYER, {
          ...{ requestId, courseId: 'guitar', studentId: 'student1', rungKey: 'per-class' },
          ...{ contractVersion: contract.version, contractHash: contract.hash },
        });
      await race(order('r1'), order('r2'));
      const open = life.store.all('orders');
      expect(open).toHaveLength(1);
      expect(life.store.all('locks').map((lock) => lock.orderId)).toEqual(open.map((one) => one._id));
    }));

  test('she signs on two rungs at once: one is kept, the other is stopped and never gets a service order', () =>
    inAnyOrder(async (life, race) => {
      const id = await life.order();
      const begin = async (rungKey: string) => {
        const { attemptNo } = await beginSigning(life.ports, PAYER, {
          requestId: rungKey,
          orderId: id,
          rungKey,
        });
        await handOutPackage(life.ports, id, attemptNo);
        return attemptNo;
      };
      const numbers = [await begin('per-class'), await begin('whole')].map((no) => `${id}S${no}`);
      for (const no of numbers) life.pay.sign(no);
      await race(
        async () => {
          await life.deliver();
          await life.tick();
        },
        () => life.refresh(id),
        () => life.tick(),
      );
      await life.runTo(plus(life.classStart(1), -HOUR));
      const states = numbers.map((no) => life.pay.stateOf(no)).sort();
      expect(states).toEqual(['SIGNED', 'SIGN_PLAN_CANCEL']);
      const kept = life.orderDoc(id).keptAttempt;
      expect(life.pay.stateOf(`${id}S${kept}`)).toBe('SIGNED');
      expect(life.pay.asked.filter((line) => line.startsWith('open-order'))).toEqual([
        `open-order ${id}S${kept}U1`,
      ]);
    }));

  test('the news of a refund comes by callback and by query at once: it is booked once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { world, orderId, refundId } = await refunding();
        const race = new Race();
        const ports = race.gate(world.ports);
        const news = { outRefundNo: refundId, status: 'SUCCESS' };
        world.payments.refunds.set(refundId, news);
        world.advance(MINUTE);
        const letter = { id: 'event-1', eventType: 'REFUND.SUCCESS', businessNo: refundId };
        await race.run(
          scheduler,
          async () => {
            await storeCallback(ports, { ...letter, resource: JSON.stringify(news), createdAt: world.now() });
            await runAgenda(ports, { notification: applyNotification });
          },
          () => runAgenda(ports, HANDLERS),
        );
        world.advance(MINUTE);
        await world.deduction();
        const entries = world.store.all('ledger').filter((entry) => entry.orderId === orderId);
        expect(entries.filter((entry) => entry.kind === 'refund').map((entry) => entry.amountFen)).toEqual([
          4_000,
        ]);
        expect(await world.store.get('refunds', refundId)).toMatchObject({ state: 'succeeded' });
      }),
      RUNS,
    );
  });

  test('she asks for money back on two phones at once: one request', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { world, orderId } = await charged();
        const race = new Race();
        const ports = race.gate(world.ports);
        const asked = { orderId, unitNo: 1, reason: '没上满' };
        await race.run(
          scheduler,
          () => askRefund(ports, 'o-payer', { ...asked, requestId: 'phone-one' }),
          () => askRefund(ports, 'o-payer', { ...asked, requestId: 'phone-two' }),
        );
        expect(world.store.all('refunds')).toHaveLength(1);
      }),
      RUNS,
    );
  });
});

/** ¥40.00 of ¥100.00 are on their way back. */
async function refunding() {
  const { world, orderId } = await charged();
  const asked = { orderId, unitNo: 1, amountFen: 4_000, reason: '没上满' };
  const { refundId } = await world.call('o-payer', 'signing', 'askRefund', asked);
  await world.call(FINANCE, 'finance', 'decideRefund', { refundId, approve: true, explanation: '同意' });
  await world.deduction();
  return { world, orderId, refundId };
}
