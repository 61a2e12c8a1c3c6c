import { AppError } from '../../../server/domain/errors';
import type { Order } from '../../../server/domain/order/order';
import { keptPlan, planOf, versionOf } from '../../../server/usecases/charging/version-of';
import { coming, ID } from './stages';

async function signed() {
  const life = await coming();
  const order = life.orderDoc(ID);
  return { life, order, version: await versionOf(life.store, order) };
}

/** What the people on call read in the log. */
async function faultOf(act: () => unknown): Promise<string> {
  const error: unknown = await Promise.resolve()
    .then(act)
    .catch((thrown) => thrown);
  return error instanceof AppError ? `${error.code}: ${error.message}` : `not refused: ${error}`;
}

test('an order stands on the version and the plan that were signed', async () => {
  const { order, version } = await signed();
  expect(version).toMatchObject({ _id: 'guitar-v1', version: 1 });
  expect(keptPlan(version, order)).toMatchObject({ rungKey: 'per-class', merchantPlanNo: 'Pper-class' });
  expect(planOf(version, 'whole')).toMatchObject({ rungKey: 'whole', merchantPlanNo: 'Pwhole' });
});

test('the rung is that of the attempt that was kept, not the one that was ordered', async () => {
  const { order, version } = await signed();
  expect(keptPlan(version, { ...order, rungKey: 'whole' }).rungKey).toBe('per-class');
});

test('what is missing is said by name', async () => {
  const { life, order, version } = await signed();
  const { keptAttempt: _, ...unsigned } = order;
  expect(await faultOf(() => versionOf(life.store, { ...order, versionId: 'guitar-v9' }))).toBe(
    `INTERNAL: order ${ID} has no version guitar-v9`,
  );
  expect(await faultOf(() => planOf(version, 'monthly'))).toBe(
    'NOT_ON_SALE: version guitar-v1 has no rung monthly',
  );
  expect(await faultOf(() => keptPlan(version, unsigned as Order))).toBe(
    `WRONG_STATE: order ${ID} has no signed plan`,
  );
});
