import { canMove, ForbiddenTransition, type Machine, move } from '../../server/domain/machine';
import { MACHINES } from '../../server/domain/machines';

const machines = Object.entries(MACHINES) as [string, Machine<string>][];

function reachable(machine: Machine<string>, from: string): Set<string> {
  const seen = new Set([from]);
  // A set grows while it is walked, so this visits everything found on the way.
  for (const state of seen) {
    for (const next of machine[state] ?? []) seen.add(next);
  }
  return seen;
}

describe.each(machines)('%s', (name, machine) => {
  const states = Object.keys(machine);
  const first = states[0] ?? '';

  test('names only states it has, and none twice', () => {
    for (const exits of Object.values(machine)) {
      expect(states).toEqual(expect.arrayContaining([...exits]));
      expect(new Set(exits).size).toBe(exits.length);
    }
  });

  test('reaches every state from its first', () => {
    expect([...reachable(machine, first)].sort()).toEqual([...states].sort());
  });

  test('can come to an end from every state', () => {
    for (const state of states) {
      expect([...reachable(machine, state)].some((s) => machine[s]?.length === 0)).toBe(true);
    }
  });

  test('moves along its table and along nothing else', () => {
    for (const from of states) {
      for (const to of states) {
        if (canMove(machine, from, to)) expect(move(name, machine, from, to)).toBe(to);
        else expect(() => move(name, machine, from, to)).toThrow(ForbiddenTransition);
      }
    }
  });
});
