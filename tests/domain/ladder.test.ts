import type { CourseVersion, RungTerms, VersionPlan } from '../../server/domain/course/course';
import { offers, remainingOffers } from '../../server/domain/ladder';
import type { SigningAttempt } from '../../server/domain/order/order';
import { priceList } from '../../server/domain/plan/price-list';
import { HOUR, plus, timeOf } from '../../server/domain/time';
import { content } from './courses';

const now = timeOf(1_790_000_000_000);

const LADDER: RungTerms[] = [
  { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } },
  { key: 'stage', serviceKey: 'per-stage', unit: { kind: 'stage', sizes: [5, 5] } },
  { key: 'each', serviceKey: 'per-class', unit: { kind: 'class' } },
];

function version(states: Partial<Record<string, VersionPlan['state']>> = {}): CourseVersion {
  const frozen = content({ rungs: LADDER });
  return {
    ...frozen,
    _id: 'c1-v1',
    courseId: 'c1',
    institutionId: 'i1',
    campusIds: ['k1'],
    region: 'guangdong',
    category: 'music',
    version: 1,
    contract: { version: 1, text: frozen.contractText, hash: 'ab'.repeat(32) },
    plans: LADDER.map((rung) => ({
      rungKey: rung.key,
      serviceKey: rung.serviceKey,
      merchantPlanNo: `c1v1${rung.key}`,
      state: states[rung.key] ?? 'normal',
      details: priceList(frozen, rung.unit),
    })),
    regionRule: 'open-guangdong',
    publishedAt: now,
  };
}

function attempt(no: number, rungKey: string, changes: Partial<SigningAttempt> = {}): SigningAttempt {
  return {
    no,
    rungKey,
    merchantSignPlanNo: `o1S${no}`,
    state: 'unsigned',
    createdAt: plus(now, -HOUR),
    packageExpiresAt: plus(now, HOUR),
    ...changes,
  };
}

describe('the ladder of a course', () => {
  test('shows every rung in the order of the institution, with units, first price and one total', () => {
    expect(
      offers(version()).map(({ rungKey, unitCount, firstUnitFen, totalFen }) => [
        rungKey,
        unitCount,
        firstUnitFen,
        totalFen,
      ]),
    ).toEqual([
      ['whole', 1, 100_000, 100_000],
      ['stage', 2, 50_000, 100_000],
      ['each', 10, 10_000, 100_000],
    ]);
  });

  test.each(['preparing', 'stopping', 'stopped'] as const)('leaves out a rung whose plan is %s', (state) => {
    expect(offers(version({ stage: state })).map((offer) => offer.rungKey)).toEqual(['whole', 'each']);
  });

  test('says nothing that could tell a score', () => {
    expect(JSON.stringify(offers(version()))).not.toMatch(/score|point|threshold|refus|fail|\b[56]\d\d\b/i);
  });
});

describe('after signings that led to nothing', () => {
  test('no rung is taken away, whatever became of the attempts', () => {
    const attempts = [
      attempt(1, 'whole', { state: 'lapsed' }),
      attempt(2, 'whole', { state: 'stopping' }),
      attempt(3, 'stage', { state: 'stopped' }),
      attempt(4, 'each', { state: 'ended' }),
    ];
    expect(remainingOffers(version(), { attempts }, now)).toEqual(offers(version()));
  });

  test('one whose package still lives is taken up again', () => {
    const attempts = [attempt(1, 'each'), attempt(2, 'each')];
    const left = remainingOffers(version(), { attempts }, now);
    expect(left.map((offer) => offer.continues)).toEqual([undefined, undefined, 2]);
  });

  test('one whose package has expired, or never came, is made anew', () => {
    const { packageExpiresAt, ...noPackage } = attempt(2, 'stage', { state: 'preparing' });
    const attempts = [attempt(1, 'each', { packageExpiresAt: now }), noPackage];
    const left = remainingOffers(version(), { attempts }, now);
    expect(left.map((offer) => offer.continues)).toEqual([undefined, undefined, undefined]);
    expect(packageExpiresAt).toBeDefined();
  });

  test('once one is signed, nothing is left to choose', () => {
    const attempts = [attempt(1, 'each', { state: 'signed' })];
    expect(remainingOffers(version(), { attempts, keptAttempt: 1 }, now)).toEqual([]);
  });
});
