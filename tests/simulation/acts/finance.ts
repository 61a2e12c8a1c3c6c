import type { Unit } from '../../../server/domain/order/order';
import { timeOf } from '../../../server/domain/time';
import type { Chance } from '../chance';
import { STAFF } from '../house';
import { HOUR } from '../life';
import type { Act, Acts } from './act';
import { someOrder, someUnit } from './learners';

const PROOF = 'cloud://lfpl-local.6c66-lfpl-local/proof/receipt.png';
const INVOICE_FILE = 'cloud://lfpl-local.6c66-lfpl-local/invoice/1.pdf';
const REASON = '学员来电说明。';

/** Two people of finance, and the owner. */
const someone = (chance: Chance) => chance.pick([STAFF.finance, STAFF.auditor, STAFF.owner]);

export const decideRefund: Act = async (life, chance) => {
  const refund = chance.maybe(life.at.sight.all('refunds').filter((one) => one.state === 'asked'));
  if (refund === undefined) return;
  const approve = !chance.oneIn(3);
  const part = approve && chance.oneIn(3) ? { amountFen: chance.between(1, refund.askedFen ?? 1) } : {};
  await life.ask(chance, someone(chance), 'finance', 'decideRefund', {
    ...{ refundId: refund._id, approve, explanation: '核对过。', ...part },
  });
};

/** In WeChat Pay's console, as the task on the work list says. */
export const sendRefundAgain: Act = async (life, chance) => {
  const refund = chance.maybe(life.at.sight.all('refunds').filter((one) => one.state === 'abnormal'));
  if (refund) await life.at.console.repeatRefund(refund._id);
};

/** Something could be done about its money. */
function isMoneyMatter(unit: Unit): boolean {
  const byHand = unit.collection === 'cancelled' && unit.teaching === 'confirmed';
  return ['paying', 'open', 'refused'].includes(unit.collection) || byHand || unit.teaching === 'objected';
}

/** Finance opens the case of an order and does what it offers, or what it doesn't. */
const askAct: Act = async (life, chance) => {
  const orders = life.at.sight.all('orders').filter((one) => one.units.some(isMoneyMatter));
  const order = chance.maybe(orders) ?? someOrder(life, chance);
  if (order === undefined) return;
  const unit = someUnit(order, chance, isMoneyMatter);
  const about = { orderId: order._id, ...(unit && !chance.oneIn(4) ? { unitNo: unit.no } : {}) };
  const seen = await life.ask(chance, STAFF.finance, 'finance', 'readCase', about);
  const offered = (seen?.nextActs ?? []).filter((act) => ACT_KINDS.some((kind) => kind === act.kind));
  const next = chance.maybe(offered);
  const kind = ACT_KINDS.find((one) => one === next?.kind) ?? chance.pick(ACT_KINDS);
  const whole = kind === 'stop_plan' || kind === 'resume' || kind === 'settle';
  const unitNo = whole ? {} : { unitNo: about.unitNo ?? unit?.no ?? 1 };
  const wantsAmount = kind === 'lower' || (kind === 'refund' && chance.oneIn(2));
  const amount = wantsAmount ? { amountFen: chance.between(1, Math.max(1, (next?.mostFen ?? 2) - 1)) } : {};
  const elsewhere = kind === 'paid_elsewhere';
  await life.ask(chance, someone(chance), 'finance', 'askAct', {
    ...{ kind, orderId: order._id, ...unitNo, ...amount, reason: REASON, proof: elsewhere ? [PROOF] : [] },
    ...(elsewhere ? { paidAt: timeOf(life.at.now() - HOUR) } : {}),
  });
};

const ACT_KINDS = [
  ...(['lower', 'waive', 'refund', 'paid_elsewhere', 'charge_again', 'cancel_order'] as const),
  ...(['stop_plan', 'resume', 'settle'] as const),
];

export const decideAct: Act = async (life, chance) => {
  const act = chance.maybe(life.at.sight.all('acts').filter((one) => one.state === 'asked'));
  if (act === undefined) return;
  const asked = { actId: act._id, approve: !chance.oneIn(4), reason: REASON };
  await life.ask(chance, someone(chance), 'finance', 'decideAct', asked);
};

const withdrawAct: Act = async (life, chance) => {
  const act = chance.maybe(life.at.sight.all('acts').filter((one) => one.state === 'asked'));
  if (act) await life.ask(chance, act.askedBy, 'finance', 'withdrawAct', { actId: act._id });
};

export const answerInvoice: Act = async (life, chance) => {
  const invoice = chance.maybe(life.at.sight.all('invoices').filter((one) => one.state === 'asked'));
  if (invoice === undefined) return;
  if (chance.oneIn(4)) {
    const asked = { invoiceId: invoice._id, explanation: '抬头有误' };
    await life.ask(chance, someone(chance), 'finance', 'declineInvoice', asked);
    return;
  }
  await life.ask(chance, someone(chance), 'finance', 'issueInvoice', {
    ...{ invoiceId: invoice._id, number: '12345678', fileId: INVOICE_FILE, amountFen: invoice.amountFen },
  });
};

const look: Act = async (life, chance) => {
  await life.ask(chance, STAFF.finance, 'finance', 'workList', {});
  await life.ask(chance, STAFF.auditor, 'finance', 'listActs', {});
};

const changeLimits: Act = (life, chance) =>
  life.ask(chance, STAFF.owner, 'finance', 'saveLimits', {
    ...{ fourEyesAboveFen: chance.pick([0, 5_000, 100_000]), objectionDays: chance.pick([1, 3, 7]) },
    silenceDays: chance.pick([30, 60]),
  });

export const FINANCE: Acts = {
  'finance decides a refund': decideRefund,
  'finance sends a refund again': sendRefundAgain,
  'finance asks for an act': askAct,
  'an act is decided': decideAct,
  'an act is withdrawn': withdrawAct,
  'an invoice is answered': answerInvoice,
  'finance looks at its work': look,
  'the limits are changed': changeLimits,
};
