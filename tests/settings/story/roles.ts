import type { Learner } from './learner';
import type { Role } from './role';

const signedOn = (rungKey: string) => async (me: Learner) => {
  await me.order(rungKey);
  await me.sign(rungKey);
};

/** Left unsigned on one rung, signs another; absent once and made up for; once without money; objects; closes. */
const CLASS_BY_CLASS: Role = {
  ...{ key: 'class by class', name: '林晓雯', score: 640, course: 'timetable' },
  begin: async (me) => {
    await me.order('whole');
    await me.sign('whole');
    await me.sign('class');
  },
  marks: ['attended', 'absent', 'attended', 'attended'],
  acts: {
    'after-2': (me) => me.school.makeUp(me, 2),
    'after-3': (me) => me.setBalance(0),
    'before-4': async (me) => {
      await me.setBalance();
      await me.settleWhatIsOwed();
    },
    'after-4': async (me) => {
      const [unitNo] = await unitsInWindow(me);
      if (unitNo === undefined) return;
      await me.object(unitNo);
      await me.school.decide(me, unitNo, { kind: 'lowered', chargeFen: 5_000 });
    },
    'later-4': (me) => me.close(),
  },
};

/** Two stages of three and two classes, all attended; she comes when the timetable stands. */
const BY_STAGE: Role = {
  ...{ key: 'by stage', name: '陈立', score: 680, course: 'timetable', late: true },
  begin: signedOn('stage'),
  marks: ['attended', 'attended', 'attended', 'attended', 'attended'],
  acts: {},
};

/** The whole course at once; then she asks a part of it back and gets it. */
const WHOLE_COURSE: Role = {
  ...{ key: 'whole course', name: '王若兰', score: 730, course: 'timetable' },
  begin: signedOn('whole'),
  marks: ['attended', 'attended', 'attended', 'attended', 'attended'],
  acts: {
    ended: async (me) => {
      const { units } = await me.read();
      const paid = units.find((unit) => unit.status === 'paid' || unit.status === 'paid_by_hand');
      if (paid !== undefined) await me.school.refund(me, paid.no, 20_000);
    },
  },
};

/** Nothing to be had from WeChat: pays each class directly, leaves one sheet unpaid, closes. */
const UNSIGNED: Role = {
  ...{ key: 'unsigned', name: '周然', score: 590, course: 'timetable' },
  begin: async (me) => {
    await me.order('class');
    await me.sign('class');
    await me.school.settle(2);
    await me.call('signing', 'payEachClass', { orderId: me.orderId });
  },
  marks: ['attended', 'attended'],
  acts: {
    'charged-1': (me) => me.settleWhatIsOwed(),
    'charged-2': (me) => me.payDirectly(2, 'leave'),
    'later-2': (me) => me.settleWhatIsOwed(),
    'before-3': (me) => me.close(),
  },
};

/** Closes the plan inside WeChat while the window of her first class is open. */
const CLOSED_IN_WECHAT: Role = {
  ...{ key: 'closed in WeChat', name: '孙悦', score: 700, course: 'timetable' },
  begin: signedOn('class'),
  marks: ['attended'],
  acts: { 'after-1': (me) => me.closeInWeChat('cancel-plan') },
};

/** Is let off her first class, pays the second, and revokes the service inside WeChat while the third is open. */
const WAIVED_THEN_REVOKED: Role = {
  ...{ key: 'waived, then revoked', name: '何苗', score: 700, course: 'timetable' },
  begin: signedOn('class'),
  marks: ['attended', 'attended'],
  acts: {
    'after-1': async (me) => {
      const [unitNo] = await unitsInWindow(me);
      if (unitNo === undefined) return;
      await me.object(unitNo);
      await me.school.decide(me, unitNo, { kind: 'waived' });
    },
    'before-3': (me) => me.closeInWeChat('revoke-service'),
  },
};

/** Signs on two rungs; attends once and stays away until the plan runs out with a unit open. */
const SIGNED_TWICE: Role = {
  ...{ key: 'signed twice', name: '高敏', score: 750, course: 'timetable' },
  begin: async (me) => {
    await me.order('whole');
    const whole = await me.openSignPage('whole');
    await me.sign('class');
    await me.school.control.sign(whole, 'sign');
    await me.school.settle(2);
  },
  marks: ['attended', 'absent', 'absent', 'absent', 'absent'],
  acts: {},
};

/** Objects to her first class, and is answered only when the plan is over. */
const ANSWERED_LATE: Role = {
  ...{ key: 'answered late', name: '马骁', score: 700, course: 'timetable' },
  begin: signedOn('class'),
  marks: ['attended', 'absent', 'absent', 'absent', 'absent'],
  acts: {
    'after-1': async (me) => {
      const [unitNo] = await unitsInWindow(me);
      if (unitNo !== undefined) await me.object(unitNo);
    },
    expired: async (me) => {
      const { units } = await me.read();
      const objected = units.find((unit) => unit.status === 'objected');
      if (objected !== undefined) await me.school.decide(me, objected.no, { kind: 'rejected' });
    },
  },
};

/** Two on-demand lessons to their end; closes with the third just begun. */
const ON_DEMAND: Role = {
  ...{ key: 'on demand', name: '田佳', score: 700, course: 'on-demand' },
  begin: signedOn('class'),
  marks: [],
  acts: {
    'after-1': (me) => me.learn(1, true),
    'before-3': (me) => me.learn(2, true),
    'before-4': (me) => me.learn(3, false),
    'after-4': (me) => me.close(),
  },
};

/**
 * Without money at every deduction, finance sees to it: charged again in vain and lowered, cancelled and paid directly,
 * paid elsewhere.
 */
const HELPED_BY_FINANCE: Role = {
  ...{ key: 'helped by finance', name: '罗青', score: 700, course: 'timetable' },
  begin: signedOn('class'),
  marks: ['attended', 'attended', 'attended'],
  acts: {
    'after-1': (me) => me.setBalance(0),
    'later-1': async (me) => {
      await me.school.actOn(me, 1, { kind: 'charge_again' });
      await me.school.actOn(me, 1, { kind: 'lower', amountFen: 6_000 });
    },
    'before-2': (me) => me.settleWhatIsOwed(),
    'later-2': (me) => me.school.actOn(me, 2, { kind: 'cancel_order' }),
    'before-3': (me) => me.settleWhatIsOwed(),
    'later-3': (me) => me.school.actOn(me, 3, { kind: 'paid_elsewhere' }),
    'before-4': (me) => me.close(),
  },
};

/** Attends two classes, pays them and closes: the least there is to a course. */
const SHORT: Role = {
  ...{ key: 'short', name: '许诺', score: 700, course: 'timetable' },
  begin: signedOn('class'),
  marks: ['attended', 'attended'],
  acts: { 'later-2': (me) => me.close() },
};

export const ROLES = {
  classByClass: CLASS_BY_CLASS,
  byStage: BY_STAGE,
  wholeCourse: WHOLE_COURSE,
  unsigned: UNSIGNED,
  closedInWeChat: CLOSED_IN_WECHAT,
  waivedThenRevoked: WAIVED_THEN_REVOKED,
  signedTwice: SIGNED_TWICE,
  answeredLate: ANSWERED_LATE,
  onDemand: ON_DEMAND,
  helpedByFinance: HELPED_BY_FINANCE,
  short: SHORT,
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof ROLES;

export const ROLE_NAMES = Object.keys(ROLES) as RoleName[];

/** Units to which she could object now. */
async function unitsInWindow(me: Learner): Promise<number[]> {
  const { units } = await me.read();
  return units.filter((unit) => unit.status === 'in_window').map((unit) => unit.no);
}
