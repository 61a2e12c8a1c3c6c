import type { MoneyAct } from '../../../server/domain/act/act';
import { fen } from '../../../server/domain/money';
import type { Order } from '../../../server/domain/order/order';
import type { CallOutcome, WriteKind } from '../../../server/ports/pay-score';
import { confirmedUnit, hours, says, unit } from '../../domain/order/orders';
import { Desk, NOW } from './desk';

/** ¥100.00 that WeChat tries to take. */
const charged = { collection: 'paying', chargedFen: fen(10_000), completedAt: hours(25) } as const;
export const paying = confirmedUnit(1, charged);

type Approved = Partial<MoneyAct> & Pick<MoneyAct, 'kind'>;

const ACTS = {
  lower: { kind: 'lower', amountFen: fen(4_000), chargeFen: fen(6_000) },
  waive: { kind: 'waive', amountFen: fen(10_000) },
  paid_elsewhere: { kind: 'paid_elsewhere', amountFen: fen(10_000), paidAt: hours(30), proof: ['p'] },
  charge_again: { kind: 'charge_again' },
  cancel_order: { kind: 'cancel_order' },
} satisfies Record<string, Approved>;

export const CALLS = {
  lower: 'modify-order',
  waive: 'modify-order',
  paid_elsewhere: 'sync-order',
  charge_again: 'pay-order',
  cancel_order: 'cancel-order',
} as const satisfies Record<keyof typeof ACTS, WriteKind>;

export type Kind = keyof typeof ACTS;

/** An approved act about unit 1, whose money WeChat tries to take. */
export async function approved(kind: Kind, changes: Partial<MoneyAct> = {}, order: Partial<Order> = {}) {
  const live = [{ actId: 'act1', unitNo: 1 }];
  const desk = await Desk.open({ units: [paying, unit(2)], liveActs: live, ...order });
  await desk.putAct({ unitNo: 1, ...ACTS[kind], ...changes });
  return desk;
}

export function done(value: unknown): CallOutcome<unknown> {
  return { kind: 'done', value, requestId: 'r' };
}

export const REFUSED = {
  kind: 'refused',
  status: 400,
  code: 'INVALID_REQUEST',
  message: '',
  requestId: 'r',
} as const;
export const BUSY = { kind: 'busy', reason: 'HTTP 429' } as const;
export const UNKNOWN = { kind: 'unknown', reason: 'timeout' } as const;

export const PAID = says.paid();
/** What the unit becomes when all of it, or only ¥60.00 of it, was taken. */
export const ALL_TAKEN = {
  collection: 'paid',
  collectedFen: 10_000,
  paidAt: hours(25),
  transactionIds: ['t1'],
};
export const LESS_TAKEN = { ...ALL_TAKEN, chargedFen: 6_000, collectedFen: 6_000 };
export const NOTHING_TAKEN = { collection: 'zero', chargedFen: 0, transactionIds: [] };
export const LOWERED = { chargeFen: 6_000, chargedFen: 6_000, loweredAt: NOW };
