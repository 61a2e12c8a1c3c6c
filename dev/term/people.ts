const FAMILY =
  '林陈王周吴郑冯褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳'.split(
    '',
  );
const GIVEN = [
  ...[
    '晓雯',
    '若兰',
    '知行',
    '清和',
    '子墨',
    '雨桐',
    '思远',
    '佳宁',
    '明轩',
    '安然',
    '书瑶',
    '景行',
    '一诺',
    '可欣',
  ],
  ...[
    '嘉言',
    '云舒',
    '以宁',
    '沐辰',
    '乐怡',
    '浩然',
    '静姝',
    '怀瑾',
    '星遥',
    '南乔',
    '予安',
    '锦程',
    '听澜',
    '念慈',
  ],
];

/** A learner of the living institution: name, openid, and what WeChat secretly thinks of her. */
export interface Person {
  name: string;
  openid: string;
  birthYear: number;
  score: number;
  balanceFen: number;
}

/** The person whose phone opens first; the story of every picture. */
export const LIN: Person = {
  name: '林晓雯',
  openid: 'oLearner_lin_00000000000000',
  birthYear: 1992,
  score: 712,
  balanceFen: 800_000,
};

/** Sixty learners, always the same ones: the first is LIN. */
export function sixtyPeople(): Person[] {
  return Array.from({ length: 60 }, (_, i) => (i === 0 ? LIN : person(i)));
}

/** Somebody who looks around; none of the sixty. */
export function visitor(i: number): Person {
  return { ...person(60 + i), openid: `oVisitor_${String(i).padStart(4, '0')}_000000000000000` };
}

function person(i: number): Person {
  const name = `${FAMILY[(i * 7) % FAMILY.length]}${GIVEN[(i * 5 + Math.floor(i / 3)) % GIVEN.length]}`;
  return {
    name,
    openid: `oLearner_${String(i).padStart(4, '0')}_00000000000000`,
    birthYear: 1965 + ((i * 13) % 40),
    score: 702 + ((i * 37) % 90),
    // Every eleventh has less than a term's money: somebody always owes something.
    balanceFen: i % 11 === 5 ? 26_000 : 1_200_000,
  };
}
