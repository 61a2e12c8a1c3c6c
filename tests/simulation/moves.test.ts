import { ATTEMPT_MACHINE, type AttemptState, type CollectionState } from '../../server/domain/machines';
import { fen } from '../../server/domain/money';
import { applySignPlan } from '../../server/domain/order/attempts';
import { decide, object } from '../../server/domain/order/objection';
import type { Order, Unit } from '../../server/domain/order/order';
import { teachClass, undoTaught } from '../../server/domain/order/teaching';
import { payableByHand } from '../../server/domain/payment/settle-by-hand';
import {
  classOf,
  confirmedUnit,
  hours,
  MONDAY,
  openUnit,
  order,
  seat,
  signedAttempt,
  taughtUnit,
  unit,
} from '../domain/order/orders';
import { ALL_MOVES, NEVER } from './moves';

/*
 * The tables of the state machines allow a few moves that no history makes. Why not is said in `moves.ts`, and is kept
 * true here: whoever opens such a road finds a test that fails, and strikes the move from that list.
 */

const BY = { by: 'teacher', at: hours(2) };

test('what is said never to be made is what the tables allow', () => {
  expect(ALL_MOVES).toEqual(expect.arrayContaining(Object.keys(NEVER)));
});

describe('a signing attempt', () => {
  const states = Object.keys(ATTEMPT_MACHINE) as AttemptState[];
  const theirs = ['UNSIGNED', 'SIGNED', 'SIGN_PLAN_CANCEL', 'COMPLETE', 'EXPIRE', 'SOMETHING'];
  const heard = (state: AttemptState, said: string): AttemptState | undefined => {
    const signing = order({ state: 'signing', attempts: [signedAttempt({ state })] });
    const facts = { signPlanId: 'sp1', merchantSignPlanNo: 'order1S1', state: said };
    return applySignPlan(signing, 1, facts).attempts[0]?.state;
  };

  test('is never being stopped, or ended while it is, because WeChat said something', () => {
    const made = states.flatMap((from) => theirs.map((said) => `${from} → ${heard(from, said)}`));
    expect(made.filter((move) => /(?<!stopping) → stopping|stopping → ended/.test(move))).toEqual([]);
  });

  test('is signed from wherever it is, should WeChat ever say so of a page that nobody can have', () => {
    expect([heard('preparing', 'SIGNED'), heard('lapsed', 'SIGNED')]).toEqual(['signed', 'signed']);
  });
});

describe('a unit', () => {
  const withOne = (one: Unit): Order => order({ units: [one] });

  test('under objection is decided and nothing else', () => {
    const objection = { id: 'o', raisedAt: hours(2), decideBy: hours(50), text: '', pictures: [] };
    const objected = object(withOne(taughtUnit(1)), 1, { ...objection, reason: 'quality' });
    const decided = (kind: 'rejected' | 'lowered' | 'waived') =>
      decide(objected, 1, {
        kind,
        ...BY,
        explanation: '',
        ...(kind === 'lowered' ? { chargeFen: fen(1) } : {}),
      }).units[0]?.teaching;
    expect([decided('rejected'), decided('lowered'), decided('waived')]).toEqual([
      'confirmed',
      'confirmed',
      'waived',
    ]);
    const mine = seat(MONDAY, { state: 'attended', unitNo: 1 });
    expect(() => undoTaught(objected, mine, BY)).toThrow(/can't be undone/);
  });

  test.each<CollectionState>(['opening', 'open', 'completing', 'paying'])(
    'whose service order is %s is not paid by hand',
    (collection) => {
      expect(() => payableByHand(withOne(confirmedUnit(1, { collection })), 1)).toThrow(collection);
    },
  );

  test('whose service order was refused has nothing taught on it', () => {
    const roll = { ...BY, mark: 'attended', actId: 'a' } as const;
    const teach = (one: Unit) =>
      teachClass(withOne(one), seat(MONDAY), classOf(seat(MONDAY)), roll, { windowHours: 24 }).order.units[0]
        ?.taught.length;
    expect([teach(openUnit(1)), teach(unit(1, { collection: 'refused', refusals: 1 }))]).toEqual([1, 0]);
  });
});
