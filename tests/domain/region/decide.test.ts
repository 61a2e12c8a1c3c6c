import type { Audience, CourseMode, Subject } from '../../../server/domain/course/course';
import { type Decision, decide, NOT_OPEN } from '../../../server/domain/region/decide';
import { REGIONS, type Rule } from '../../../server/domain/region/rule';
import { RULES } from '../../../server/domain/region/rules';
import { isDay, parseTime, type Time } from '../../../server/domain/time';

const today = parseTime('2026-11-22T09:00:00+08:00') as Time;

interface Asked {
  region: string;
  audience: Audience;
  subject: Subject;
  mode: CourseMode;
  institutionMode: 'pay-after' | 'prepaid';
  at: Time;
}

function asked(changes: Partial<Asked> = {}, rules?: readonly Rule[]): Decision {
  const question: Asked = {
    region: 'guangdong',
    audience: 'adult',
    subject: 'art',
    mode: 'scheduled',
    institutionMode: 'pay-after',
    at: today,
    ...changes,
  };
  return rules ? decide(question, rules) : decide(question);
}

describe('where 先学后付 may be offered', () => {
  test.each(REGIONS)('%s is open, and the order can name the rule that opened it', (region) => {
    const decision = asked({ region });
    expect(decision).toMatchObject({ allowed: true, ruleId: `open-${region}-2023-08` });
    expect(decision.code).toBeUndefined();
    expect(decision.ruleIds).toContain(decision.ruleId);
  });

  test.each(['fujian', '', 'Guangdong'])('%j has no rule that opens it, so it is closed', (region) => {
    expect(asked({ region })).toMatchObject({ allowed: false, code: 'NOT_OFFERED_HERE', ruleId: NOT_OPEN });
  });

  test('nothing was open before WeChat Pay opened it', () => {
    const before = parseTime('2023-07-31T23:59:59+08:00') as Time;
    const launch = parseTime('2023-08-01T00:00:00+08:00') as Time;
    expect(asked({ region: 'beijing', at: before }).allowed).toBe(false);
    expect(asked({ region: 'beijing', at: launch }).allowed).toBe(true);
  });

  test('a report that nobody verified opens nothing, but staff can see it', () => {
    const decision = asked({ region: 'fujian' });
    expect(decision.ruleIds).toContain('wechat-nationwide-2023-11');
    expect(decision.allowed).toBe(false);
  });

  test.each(['shaanxi', 'zhejiang'])('%s says that nothing was found about pay-after', (region) => {
    const decision = asked({ region });
    expect(decision.ruleIds).toContain(`${region}-pay-after-unverified`);
    expect(decision.advice.join()).toContain('没有查到');
  });
});

describe('what may be offered to whom', () => {
  test.each(
    REGIONS.flatMap((region) =>
      (['teenager', 'child', 'preschool'] as const).map((audience) => ({ region, audience })),
    ),
  )('academic subjects and foreign languages are refused to $audience in $region', ({ region, audience }) => {
    for (const subject of ['academic', 'language'] as const) {
      const decision = asked({ region, audience, subject });
      expect(decision).toMatchObject({ allowed: false, code: 'NOT_OFFERED_HERE' });
      expect(decision.reason).toContain('不在本平台开设');
    }
  });

  test.each(['academic', 'language', 'driving', 'vocational'] as const)('adults may learn %s', (subject) => {
    expect(asked({ subject }).allowed).toBe(true);
  });

  test.each(['art', 'sport', 'coding', 'reading', 'other'] as const)('children may learn %s', (subject) => {
    expect(asked({ audience: 'child', subject }).allowed).toBe(true);
  });

  test('preschool children may come to a class, but get no digital content', () => {
    expect(asked({ audience: 'preschool' }).allowed).toBe(true);
    expect(asked({ audience: 'preschool', mode: 'on-demand' })).toMatchObject({
      allowed: false,
      ruleId: 'national-preschool-online-2021-07',
    });
    expect(asked({ audience: 'child', mode: 'on-demand' }).allowed).toBe(true);
  });

  test('for minors staff are told to clear the national platform with the authority', () => {
    expect(asked({ audience: 'child' }).advice.join()).toContain('全国监管平台');
    expect(asked({ audience: 'adult' }).advice.join()).not.toContain('全国监管平台');
  });

  test.each(['open', 'end_of_class', 'prepay_cap'] as const)('a rule of %s is no advice', (kind) => {
    const { advice } = asked({ audience: 'child' });
    const texts = RULES.filter((rule) => rule.effect.kind === kind).map((rule) => rule.text);
    expect(advice.filter((text) => texts.includes(text))).toEqual([]);
    expect(texts).not.toEqual([]);
  });
});

describe('the mode of the institution', () => {
  test.each(['guangdong', 'hubei'])(
    '%s: an institution that takes prepayment may not offer pay-after as well',
    (region) => {
      const decision = asked({ region, institutionMode: 'prepaid' });
      expect(decision).toMatchObject({ allowed: false, ordinaryPrepay: true });
      expect(decision.ruleId).toContain('single-mode');
      expect(asked({ region })).toMatchObject({ allowed: true, ordinaryPrepay: false });
    },
  );

  test('Hubei: staff are told that the mode stays for a training period and is announced before', () => {
    expect(asked({ region: 'hubei' }).advice.join()).toContain('一个培训周期');
  });

  test.each(['sichuan', 'shaanxi', 'zhejiang', 'beijing'])('%s: both modes side by side', (region) => {
    expect(asked({ region, institutionMode: 'prepaid' })).toMatchObject({
      allowed: true,
      ordinaryPrepay: true,
    });
    expect(asked({ region })).toMatchObject({ allowed: true, ordinaryPrepay: false });
  });

  test('what is prepaid for minors is capped at 3 months, 60 hours and 5000 yuan; for adults it is not', () => {
    const cap = { months: 3, classHours: 60, maxFen: 500_000 };
    const sichuan = { region: 'sichuan', institutionMode: 'prepaid' } as const;
    expect(asked({ ...sichuan, audience: 'child' }).prepayCap).toEqual(cap);
    expect(asked({ ...sichuan, audience: 'child', region: 'shaanxi' }).prepayCap).toEqual(cap);
    expect(asked({ ...sichuan, audience: 'adult' }).prepayCap).toBeUndefined();
    expect(asked({ audience: 'child' }).prepayCap).toBeUndefined();
  });

  test('the stricter of two caps binds in each of its bounds', () => {
    const [national] = RULES.filter((rule) => rule.effect.kind === 'prepay_cap');
    if (national?.effect.kind !== 'prepay_cap') throw new Error('there is a cap');
    const capped = (id: string, months: number, classHours: number): Rule => ({
      ...{ ...national, id, region: 'national' },
      effect: { ...national.effect, kind: 'prepay_cap', months, classHours } as Rule['effect'],
    });
    const rules = [capped('a', 1, 60), capped('b', 3, 20)];
    const decision = asked({ audience: 'child', institutionMode: 'prepaid' }, rules);
    expect(decision.prepayCap).toMatchObject({ months: 1, classHours: 20 });
  });

  test('a cap without an amount bounds months and hours only', () => {
    const rules = RULES.filter((rule) => rule.region === 'shaanxi' || rule.effect.kind === 'open');
    const decision = asked({ region: 'shaanxi', audience: 'child', institutionMode: 'prepaid' }, rules);
    expect(decision.prepayCap).toEqual({ months: 3, classHours: 60 });
  });
});

describe('the table of rules', () => {
  test('ids are unique, dates exist, and every verified rule cites a public address', () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
    for (const rule of RULES) {
      expect(rule.id).toMatch(/^[a-z0-9-]{5,40}$/);
      expect(
        isDay(rule.from) && (rule.until === undefined || (isDay(rule.until) && rule.until > rule.from)),
      ).toBe(true);
      expect(rule.verified ? rule.source : 'https://none').toMatch(/^https?:\/\//);
      expect([rule.text, rule.note].every((words) => words.length > 5)).toBe(true);
    }
  });

  test('a rule that has ended decides no more', () => {
    const ended = RULES.map((rule) =>
      rule.effect.kind === 'open' ? { ...rule, until: '2026-11-22' } : rule,
    );
    expect(asked({}, ended).allowed).toBe(false);
    expect(asked({ at: parseTime('2026-11-21T23:59:59+08:00') as Time }, ended).allowed).toBe(true);
  });
});
