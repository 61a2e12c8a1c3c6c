import { createFaultRegistry, seededChance } from '../../../local-wechat/control/faults';

describe('Faults on demand', () => {
  const registry = () => {
    const faults = createFaultRegistry();
    faults.declare('cloud', { conflict: 'a conflict', timeout: 'a time-out' });
    faults.declare('cloud', { duplicate: 'a duplicate' });
    return faults;
  };

  test('without a number it happens once, with one that often', () => {
    const faults = registry();
    faults.add({ at: 'cloud', kind: 'conflict' });
    faults.add({ at: 'cloud', kind: 'timeout', times: 2 });
    const kinds = Array.from({ length: 4 }, () => faults.take('cloud', {})?.kind);
    expect(kinds).toEqual(['conflict', 'timeout', 'timeout', undefined]);
    expect(faults.list().map(({ happened }) => happened)).toEqual([1, 2]);
  });

  test('it passes over as many matching moments as it is told to skip', () => {
    const faults = registry();
    faults.add({ at: 'cloud', kind: 'conflict', skip: 2, match: { call: 1 } });
    const calls = [1, 2, 1, 2, 1, 1].map((call) => faults.take('cloud', { call })?.kind);
    expect(calls).toEqual([undefined, undefined, undefined, undefined, 'conflict', undefined]);
  });

  test('every fact that it names must fit, a star fits any ending', () => {
    const faults = registry();
    faults.add({ at: 'cloud', kind: 'timeout', match: { action: 'database.*', call: 2 }, times: 9 });
    expect(faults.take('cloud', { action: 'storage.get', call: 2 })).toBeUndefined();
    expect(faults.take('cloud', { action: 'database.getDocument', call: 1 })).toBeUndefined();
    expect(faults.take('cloud', { action: 'database.getDocument' })).toBeUndefined();
    expect(faults.take('cloud', { action: 'database.getDocument', call: 2 })).toMatchObject({
      kind: 'timeout',
    });
  });

  test('a kind that cannot be played at this point is kept for its own', () => {
    const faults = registry();
    faults.add({ at: 'cloud', kind: 'conflict' });
    expect(faults.take('cloud', {}, ['timeout', 'duplicate'])).toBeUndefined();
    expect(faults.take('cloud', {}, ['conflict'])).toMatchObject({ kind: 'conflict', happened: 1 });
  });

  test('an unknown kind, or one of another place, is refused with those that there are', () => {
    expect(() => registry().add({ at: 'cloud', kind: 'late' })).toThrow(/conflict, timeout, duplicate/);
    expect(() => registry().add({ at: 'timer', kind: 'late' })).toThrow(/It can play: none/);
  });

  test('one is taken back by its id, all without', () => {
    const faults = registry();
    const first = faults.add({ at: 'cloud', kind: 'conflict' });
    faults.add({ at: 'cloud', kind: 'timeout' });
    expect(faults.remove(first.id)).toBe(1);
    expect(faults.remove('unknown')).toBe(0);
    expect(faults.remove()).toBe(1);
    expect(faults.take('cloud', {})).toBeUndefined();
  });

  test('chance is even, and the same for the same seed', () => {
    const draws = (seed: number) => {
      const chance = seededChance(seed);
      return Array.from({ length: 2000 }, () => chance());
    };
    expect(draws(3)).toEqual(draws(3));
    expect(draws(3)).not.toEqual(draws(4));
    const mean = draws(3).reduce((sum, draw) => sum + draw, 0) / 2000;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
  });
});
