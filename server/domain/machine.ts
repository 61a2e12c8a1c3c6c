/**
 * A state machine as data: every state with the states it may go to. A state without exits is terminal.
 * The tables in `machines.ts` are the only place where transitions are written; diagrams are generated from them.
 */
export type Machine<S extends string> = { readonly [state in S]: readonly S[] };

/** An attempt to move along an edge that a table does not have: a broken invariant, never a user's mistake. */
export class ForbiddenTransition extends Error {
  constructor(
    readonly machine: string,
    readonly from: string,
    readonly to: string,
  ) {
    super(`${machine}: ${from} → ${to} is not in the table`);
  }
}

export function canMove<S extends string>(machine: Machine<S>, from: S, to: S): boolean {
  return machine[from].includes(to);
}

/**
 * Checks one move and gives the new state.
 * @throws ForbiddenTransition when the table has no such edge.
 */
export function move<S extends string>(name: string, machine: Machine<S>, from: S, to: S): S {
  if (!canMove(machine, from, to)) throw new ForbiddenTransition(name, from, to);
  return to;
}
