import { needsGuardian } from '../../../server/domain/people/guardian';
import type { Student } from '../../../server/domain/people/people';
import { at } from '../../usecases/world';

const NOW = at('2026-03-02T09:00:00+08:00');
const student = (relation: Student['relation'], birthYear: number): Student => ({
  ...{ _id: 's1', payerOpenid: 'o1', name: '李小梅', createdAt: NOW, relation, birthYear },
});

describe('who needs a guardian to order', () => {
  test.each([
    ['self', 2010, true],
    ['self', 2009, true],
    ['self', 2008, false],
    ['self', 1990, false],
    ['child', 2018, false],
    ['other', 2018, false],
  ] as const)('%s, born in %i: %s', (relation, birthYear, needed) => {
    expect(needsGuardian(student(relation, birthYear), NOW)).toBe(needed);
  });
});
