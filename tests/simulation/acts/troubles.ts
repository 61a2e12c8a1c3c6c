import type { PaySwitches } from '../../../local-wechat/pay';
import { SWITCHES } from '../../../local-wechat/pay';
import { CALLBACK_FAULTS, type CallbackFault } from '../../../local-wechat/pay/callbacks/faults';
import { REFUSALS } from '../../../local-wechat/pay/errors';
import { PAY_FAULTS, type PayFault } from '../../../local-wechat/pay/wire/faults';
import type { Chance } from '../chance';
import { DAY, HOUR, type Life, MINUTE } from '../life';
import { STORE_TROUBLES } from '../store-troubles';
import type { Act, Acts } from './act';

/** Values to try of switches that are a range. */
const RANGES: Partial<Record<keyof PaySwitches, readonly (number | number[])[]>> = {
  certificateCallbackShare: [0, 0.5, 1],
  signtestRate: [0, 0.3, 1],
  signtestResponseRate: [0, 0.2], // every fifth answer: every fourth would be the same of a day's four bills for ever
  clockSkewSeconds: [0, 0, 250, -250],
  firstDeductionSeconds: [0, 3, 3_600, 86_400],
  deductionRetryMinutes: [[10], [30, 60, 1_440], [43_200]],
  callbackSeconds: [0, 1, 600, 86_400],
  refundSeconds: [0, 5, 864_000],
};

/** The deployment asks for the public key and trusts both: without that key every call is refused. */
const AS_CONFIGURED: readonly PaySwitches['platformKeys'][] = ['publicKey', 'both'];

/** An order that nobody ever confirms is asked about for thirty days: seldom, since that is long. */
const SOON_CONFIRMED: readonly PaySwitches['o1InitialState'][] = ['DOING', 'CREATED'];

/** Calls that are worth going wrong by themselves; an empty one: whichever comes. */
const ROUTES = [
  ...['', '', '/v3/payscore/plan*', '/v3/payscore/sign-plan/user-sign-plans'],
  '/v3/payscore/sign-plan/serviceorder',
  ...['complete', 'cancel', 'modify', 'pay', 'sync'].map(
    (one) => `/v3/payscore/serviceorder/{out_order_no}/${one}`,
  ),
  ...['/v3/payscore/serviceorder', '/v3/pay/transactions/*', '/v3/refund/*'],
];

/** How late an answer is: within a time-out, or longer than a lease lasts. */
const LATE_MS = [500, 4_000, 20_000];

/** A call of the next few goes wrong, sometimes several of them. */
const callGoesWrong: Act = async (life, chance) => {
  const kind = chance.oneIn(3) ? 'refused' : chance.pick(Object.keys(PAY_FAULTS) as PayFault[]);
  const route = chance.pick(ROUTES);
  life.at.faults.add({
    ...{ at: 'pay', kind, times: chance.pick([1, 1, 1, 2, 5]) },
    ...(route === '' ? { skip: chance.below(4) } : { match: { route } }),
    ...(kind === 'refused' ? { settings: { refusal: chance.pick(Object.keys(REFUSALS)) } } : {}),
    ...(kind === 'slow' ? { settings: { ms: chance.pick(LATE_MS) } } : {}),
  });
};

const callbackGoesWrong: Act = async (life, chance) => {
  const kind = chance.pick(Object.keys(CALLBACK_FAULTS) as CallbackFault[]);
  life.at.faults.add({
    ...{ at: 'callback', kind, skip: chance.below(2), times: chance.pick([1, 1, 2, 5]) },
    ...(kind === 'late' ? { settings: { ms: chance.pick([MINUTE, HOUR, 3 * DAY]) } } : {}),
  });
};

/** WeChat's clock is off from the beginning, or not at all: the books are read by ours. */
const switchIsSet: Act = async (life, chance) => {
  const names = Object.keys(SWITCHES) as (keyof PaySwitches)[];
  const name = chance.pick(names.filter((one) => one !== 'clockSkewSeconds'));
  life.at.pay.switches.put({ [name]: someValue(chance, name) });
};

function someValue(chance: Chance, name: keyof PaySwitches): unknown {
  const rule = SWITCHES[name];
  if (name === 'platformKeys') return chance.pick(AS_CONFIGURED);
  if (name === 'o1InitialState' && !chance.oneIn(4)) return chance.pick(SOON_CONFIRMED);
  return chance.pick<unknown>('values' in rule ? rule.values : (RANGES[name] ?? [rule.preset]));
}

/** How WeChat Pay is in this history, from its beginning. */
export function setSwitches(life: Life, chance: Chance): void {
  for (const name of Object.keys(SWITCHES) as (keyof PaySwitches)[])
    if (chance.oneIn(8)) life.at.pay.switches.put({ [name]: someValue(chance, name) });
}

export const TROUBLES: Acts = {
  'a call goes wrong': callGoesWrong,
  'a callback goes wrong': callbackGoesWrong,
  'WeChat turns out otherwise': switchIsSet,
  'refunds turn out otherwise': async (life, chance) => {
    life.at.pay.switches.put({ refundResult: chance.pick(SWITCHES.refundResult.values) });
  },
  'the database stumbles': async (life, chance) =>
    life.at.storeTroubles.add(chance.pick(STORE_TROUBLES), chance.between(1, 30)),
  'a function is ended': async (life, chance) => {
    life.count('function ended');
    life.at.nextDiesAt = chance.between(1, 80);
  },
  'a timer is ended': async (life, chance) => {
    life.count('timer ended');
    life.at.nextDiesAt = chance.between(1, 80);
    await life.timers();
  },
  'timers stay away': async (life, chance) => {
    life.count('timers away');
    life.timersAwayUntil = life.at.now() + chance.pick([5 * MINUTE, HOUR, 5 * HOUR, DAY]);
  },
  'timers come twice': async (life, chance) => {
    life.count('timers twice');
    life.timersTwice += chance.between(1, 5);
  },
  'messages fail': async (life, chance) => {
    life.at.messageAnswer = chance.pick(['sent', 'no_quota', 'failed', 'busy']);
  },
};

/** No fault happens any more; what WeChat is like stays. */
export function calm(life: Life): void {
  for (const fault of life.at.faults.list()) life.count(`${fault.at} ${fault.kind}`, fault.happened);
  life.at.faults.remove();
  life.at.pay.switches.put({ refundResult: 'SUCCESS' });
  life.at.storeTroubles.clear();
  life.at.nextDiesAt = undefined;
  life.at.messageAnswer = 'sent';
  life.timersAwayUntil = 0;
  life.timersTwice = 0;
}
