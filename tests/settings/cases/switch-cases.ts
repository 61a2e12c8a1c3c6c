import type { FaultSpec } from '../../../local-wechat/control/faults';
import { type PaySwitches, SWITCHES } from '../../../local-wechat/pay';
import type { Trusts } from '../stand';
import type { Cast } from '../story/role';
import { ROLES, type RoleName } from '../story/roles';
import type { Trial } from '../trial';
import { castsOf } from './casts';

type SwitchName = keyof PaySwitches;

/** How a switch is tried. */
interface Plan {
  /** The learners it can concern; the others never meet it. */
  roles: readonly RoleName[];
  /** Values to try where the table of switches gives a range. */
  values?: readonly (number | number[])[];
  /** Values that change what is possible: an order may end otherwise, but it ends, and every promise holds. */
  changes?: readonly (string | boolean | number | number[])[];
  casts?: readonly Cast[];
  /** What must go wrong for the switch to matter at all. */
  faults?: readonly FaultSpec[];
  /** Other switches that it needs beside it. */
  beside?: Partial<PaySwitches>;
}

const lostAnswer = (route: string): FaultSpec => ({ at: 'pay', kind: 'lost-response', match: { route } });

const CREATE_PLAN = '/v3/payscore/plan/payscore-plans';
const CREATE_SIGN_PLAN = '/v3/payscore/sign-plan/user-sign-plans';
const COMPLETE = '/v3/payscore/serviceorder/{out_order_no}/complete';

const ENDINGS: readonly RoleName[] = ['closedInWeChat', 'waivedThenRevoked', 'onDemand'];
const TWO_CHILDREN: readonly Cast[] = ['first child', 'second child'].map((name) => ({
  ...{ role: ROLES.short, name, payer: 'mother of two' },
}));

export const PLANS: Readonly<Record<SwitchName, Plan>> = {
  p1Reentry: { roles: ['short'], faults: [lostAnswer(CREATE_PLAN)] },
  g1Reentry: { roles: ['short'], faults: [lostAnswer(CREATE_SIGN_PLAN)] },
  o1InitialState: {
    roles: ['classByClass', 'waivedThenRevoked', 'onDemand'],
    changes: ['CREATED_UNCONFIRMED'],
  },
  o1ConfirmEvent: { roles: ['short', 'onDemand'] },
  o1StartTime: { roles: ['short', 'onDemand'] },
  liveOrderScope: { roles: [], casts: TWO_CHILDREN, changes: ['userService'] },
  liveOrderAfterCancel: { roles: ENDINGS, changes: ['refused', 'revoked'] },
  liveOrderAtExpiry: { roles: ['signedTwice', 'answeredLate'], changes: ['refused', 'revoked'] },
  stopWithLiveOrder: { roles: ['short', 'signedTwice', 'onDemand'] },
  userCloseWithLiveOrder: { roles: ['closedInWeChat', 'waivedThenRevoked'], changes: ['refuse'] },
  cancelledDetailTerminal: { roles: ['waivedThenRevoked', 'signedTwice', 'onDemand'], changes: [false] },
  cancelWhilePaying: { roles: ['helpedByFinance'], changes: ['deny'] },
  completeWhilePaying: { roles: ['classByClass'], faults: [lostAnswer(COMPLETE)] },
  completeUpperBound: { roles: ['byStage', 'classByClass'] },
  scoreBillDate: { roles: ['classByClass', 'helpedByFinance'] },
  zeroSendsPaid: { roles: ['waivedThenRevoked'] },
  stopSendsCallback: { roles: ['short', 'signedTwice', 'onDemand'] },
  cancelEventUnsigned: { roles: ['closedInWeChat', 'waivedThenRevoked'] },
  amountsAsStrings: { roles: ['wholeCourse', 'unsigned'] },
  thresholdEqualPasses: {
    roles: [],
    casts: [{ role: ROLES.short, name: 'just 600 points', score: 600 }],
    changes: [false],
  },
  unknownFields: { roles: ['short', 'unsigned'] },
  platformKeys: { roles: ['wholeCourse', 'short'] },
  certificateCallbackShare: { roles: ['short'], values: [0, 1], beside: { platformKeys: 'both' } },
  signtestRate: { roles: ['wholeCourse', 'unsigned', 'closedInWeChat'], values: [1] },
  signtestResponseRate: { roles: ['wholeCourse', 'closedInWeChat'], values: [0.25] },
  clockSkewSeconds: { roles: ['short', 'closedInWeChat'], values: [250, -250], changes: [250, -250] },
  firstDeductionSeconds: {
    roles: ['classByClass', 'byStage'],
    values: [0, 3_600, 86_400],
    changes: [86_400],
  },
  deductionRetryMinutes: { roles: ['classByClass'], values: [[1], [43_200]] },
  callbackSeconds: { roles: ['unsigned', 'closedInWeChat'], values: [0, 86_400] },
  refundResult: { roles: ['wholeCourse'], changes: ['ABNORMAL', 'CLOSED'] },
  refundSeconds: { roles: ['wholeCourse'], values: [0, 864_000] },
};

export interface SwitchCase {
  readonly trial: Trial;
  /** What the merchant must have set up for it. */
  readonly trusts: Trusts;
  /** Whether the books must come out as under the preset. */
  readonly passes: boolean;
}

/** A trial for each value of each switch; the presets together are the undisturbed history. */
export function switchCases(everyRole = false): SwitchCase[] {
  return (Object.keys(PLANS) as SwitchName[]).flatMap((name) => {
    const plan = PLANS[name];
    return valuesOf(name, plan).map((value): SwitchCase => {
      const switches = { ...plan.beside, [name]: value } as Partial<PaySwitches>;
      const casts = [...castsOf(everyRole ? undefined : plan.roles), ...(plan.casts ?? [])];
      return {
        trial: { name: `${name} = ${JSON.stringify(value)}`, casts, switches, faults: plan.faults ?? [] },
        trusts: value === 'certificate' ? 'certificate' : 'both',
        passes: !plan.changes?.some((change) => JSON.stringify(change) === JSON.stringify(value)),
      };
    });
  });
}

function valuesOf(name: SwitchName, plan: Plan): readonly unknown[] {
  const rule = SWITCHES[name];
  return 'values' in rule ? rule.values.filter((value) => value !== rule.preset) : (plan.values ?? []);
}
