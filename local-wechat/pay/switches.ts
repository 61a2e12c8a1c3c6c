import type { Shelf } from './store/shelf';

/**
 * What WeChat's documents leave open, or say in two ways, is a switch: a program must be right under every setting.
 * One table: the values, what holds without asking, and what it means.
 */
type Choice = string | boolean;
interface ChoiceSwitch {
  readonly values: readonly Choice[];
  readonly preset: Choice;
  readonly says: string;
}
interface NumberSwitch {
  readonly least: number;
  readonly most: number;
  readonly preset: number;
  readonly says: string;
}
interface ListSwitch {
  readonly each: readonly [number, number];
  readonly preset: readonly number[];
  readonly says: string;
}
type SwitchRule = ChoiceSwitch | NumberSwitch | ListSwitch;

export const SWITCHES = {
  p1Reentry: {
    values: ['same', 'refuse'],
    preset: 'same',
    says: 'Repeating "create plan" with identical parameters: answers the plan, or INVALID_REQUEST.',
  },
  g1Reentry: {
    values: ['same', 'fresh', 'refuse'],
    preset: 'same',
    says: 'Repeating "create user sign plan" with identical parameters: same package, a fresh package for 2 h, or INVALID_REQUEST.',
  },
  o1InitialState: {
    values: ['DOING', 'CREATED', 'CREATED_UNCONFIRMED'],
    preset: 'DOING',
    says: 'A new plan order is in service at once; or CREATED and confirmed (with USER_CONFIRM) after 10 s; or never confirmed and EXPIRED after 30 days.',
  },
  o1ConfirmEvent: {
    values: [true, false],
    preset: false,
    says: 'Whether an order that is DOING from the start also sends USER_CONFIRM.',
  },
  o1StartTime: {
    values: ['any', 'future'],
    preset: 'any',
    says: 'Whether an order must start later than now (seconds) or not before today (days).',
  },
  liveOrderScope: {
    values: ['signPlan', 'userService'],
    preset: 'signPlan',
    says: 'One live order per sign plan, or per user and service over all sign plans.',
  },
  liveOrderAfterCancel: {
    values: ['completable', 'refused', 'revoked'],
    preset: 'completable',
    says: 'The live order of a sign plan that was cancelled: can be completed; complete answers NO_AUTH; or it is revoked at once.',
  },
  liveOrderAtExpiry: {
    values: ['completable', 'refused', 'revoked'],
    preset: 'completable',
    says: 'The same when the sign plan expires.',
  },
  stopWithLiveOrder: {
    values: ['allow', 'refuse'],
    preset: 'allow',
    says: 'Whether the merchant may stop a sign plan that has a live order.',
  },
  userCloseWithLiveOrder: {
    values: ['allow', 'refuse'],
    preset: 'allow',
    says: 'Whether the user may close a sign plan or the service while an order is live.',
  },
  cancelledDetailTerminal: {
    values: [true, false],
    preset: true,
    says: 'A cancelled order spends its plan detail for good; or the detail can be opened again under its number.',
  },
  cancelWhilePaying: {
    values: ['allow', 'busy', 'deny'],
    preset: 'allow',
    says: 'Cancelling in USER_PAYING: allowed; refused with 271316754 for 3 min after each deduction attempt; or never (271316592).',
  },
  completeWhilePaying: {
    values: ['refuse', 'same'],
    preset: 'refuse',
    says: 'Completing again in USER_PAYING: INVALID_ORDER_STATE, or the same answer when the request is identical.',
  },
  completeUpperBound: {
    values: ['actualPrice', 'serviceCap'],
    preset: 'actualPrice',
    says: "Most that an order can be completed with: its detail's actual price, or the service's risk amount.",
  },
  scoreBillDate: {
    values: ['day', 'hour'],
    preset: 'day',
    says: "PayScore's bill is asked for by day (yyyy-MM-dd), or by hour (yyyyMMddHH); the other form is PARAM_ERROR. WeChat's pages name both.",
  },
  zeroSendsPaid: {
    values: [true, false],
    preset: false,
    says: 'Whether completing with 0 fen sends USER_PAID.',
  },
  stopSendsCallback: {
    values: [true, false],
    preset: false,
    says: "Whether the merchant's own stop sends USER_CANCEL_SIGN_PLAN.",
  },
  cancelEventUnsigned: {
    values: [true, false],
    preset: false,
    says: 'USER_CANCEL_SIGN_PLAN carries sign_state UNSIGNED, as in the official sample.',
  },
  amountsAsStrings: {
    values: [true, false],
    preset: false,
    says: 'Callbacks write collection.details[].amount as a string, as one official sample does.',
  },
  thresholdEqualPasses: {
    values: [true, false],
    preset: true,
    says: 'Whether a score equal to the threshold passes.',
  },
  unknownFields: {
    values: ['refuse', 'ignore'],
    preset: 'refuse',
    says: 'A body field that no document names: PARAM_ERROR, or not looked at.',
  },
  platformKeys: {
    values: ['publicKey', 'certificate', 'both'],
    preset: 'publicKey',
    says: 'How WeChat signs: its public key (PUB_KEY_ID_…), platform certificates, or both during a change-over.',
  },
  certificateCallbackShare: {
    least: 0,
    most: 1,
    preset: 0.5,
    says: 'Share of callbacks signed by the certificate while platformKeys is "both".',
  },
  signtestRate: {
    least: 0,
    most: 1,
    preset: 0,
    says: 'Share of callbacks preceded by a probe with a wrong signature (WECHATPAY/SIGNTEST/).',
  },
  signtestResponseRate: {
    least: 0,
    most: 1,
    preset: 0,
    says: 'Share of API answers that carry such a wrong signature.',
  },
  clockSkewSeconds: {
    least: -86_400,
    most: 86_400,
    preset: 0,
    says: "How far WeChat's clock is ahead of the virtual one: for timestamps, signatures and what counts as the future.",
  },
  firstDeductionSeconds: {
    least: 0,
    most: 86_400,
    preset: 3,
    says: 'From completion to the first deduction.',
  },
  deductionRetryMinutes: {
    each: [1, 43_200],
    preset: [30, 60, 60, 60, 1_440],
    says: 'Gaps between failed deductions; the last one repeats for ever. WeChat publishes no figures.',
  },
  callbackSeconds: {
    least: 0,
    most: 86_400,
    preset: 1,
    says: 'From an event to the first delivery of its callback.',
  },
  refundResult: {
    values: ['SUCCESS', 'ABNORMAL', 'CLOSED'],
    preset: 'SUCCESS',
    says: 'What becomes of refunds.',
  },
  refundSeconds: { least: 0, most: 864_000, preset: 5, says: 'From accepting a refund to its result.' },
} as const satisfies Record<string, SwitchRule>;

type SwitchTable = typeof SWITCHES;
export type SwitchName = keyof SwitchTable;
type ValueOf<R> = R extends { values: readonly (infer V)[] }
  ? V
  : R extends { each: unknown }
    ? number[]
    : number;
export type PaySwitches = { -readonly [N in SwitchName]: ValueOf<SwitchTable[N]> };

/** Why a setting can't be; its text says what can. */
export class SwitchError extends Error {}

function within(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

function allowed(rule: SwitchRule, value: unknown): boolean {
  if ('values' in rule) return rule.values.some((choice) => choice === value);
  if ('each' in rule)
    return Array.isArray(value) && value.length > 0 && value.every((one) => within(one, ...rule.each));
  return within(value, rule.least, rule.most);
}

function range(rule: SwitchRule): string {
  if ('values' in rule) return rule.values.map((choice) => JSON.stringify(choice)).join(', ');
  if ('each' in rule) return `a list of numbers from ${rule.each[0]} to ${rule.each[1]}`;
  return `a number from ${rule.least} to ${rule.most}`;
}

function isSwitch(name: string): name is SwitchName {
  return Object.hasOwn(SWITCHES, name);
}

function presets(): PaySwitches {
  const settings: Partial<Record<SwitchName, unknown>> = {};
  for (const [name, rule] of Object.entries(SWITCHES)) if (isSwitch(name)) settings[name] = rule.preset;
  return settings as PaySwitches;
}

/** One setting as it is kept. */
export interface Setting {
  name: string;
  value: unknown;
}

/** The settings of one local WeChat Pay, kept in its database. */
export class SwitchBoard {
  private readonly settings: PaySwitches;

  constructor(private readonly kept: Shelf<Setting>) {
    this.settings = presets();
    for (const { name, value } of kept.all())
      if (isSwitch(name)) Object.assign(this.settings, { [name]: value });
  }

  get now(): Readonly<PaySwitches> {
    return this.settings;
  }

  /** Changes some settings and keeps them. Throws SwitchError, changing nothing, when a name or value is unknown. */
  set(changes: Readonly<Record<string, unknown>>): Readonly<PaySwitches> {
    for (const [name, value] of Object.entries(changes)) {
      if (!isSwitch(name))
        throw new SwitchError(`No switch "${name}". There are: ${Object.keys(SWITCHES).join(', ')}.`);
      if (!allowed(SWITCHES[name], value))
        throw new SwitchError(`Switch "${name}" can be: ${range(SWITCHES[name])}.`);
    }
    for (const [name, value] of Object.entries(changes)) this.kept.put({ name, value });
    Object.assign(this.settings, changes);
    return this.settings;
  }
}
