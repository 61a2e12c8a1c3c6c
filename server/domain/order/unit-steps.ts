import type { Time } from '../time';
import type { Unit } from './order';
import type { Candidate } from './step';

/** What a unit waits for, whatever its order's state: the road from the roll call to the money. */
export function unitCandidates(unit: Unit, now: Time): Candidate[] {
  const unitNo = unit.no;
  switch (unit.collection) {
    case 'opening':
      return [{ step: { do: 'resolve-opening', unitNo }, at: now }];
    case 'open':
      return openCandidates(unit, now);
    case 'completing':
      return [{ step: { do: 'resolve-completing', unitNo }, at: now }];
    case 'paying':
      return [{ step: { do: 'query-order', unitNo }, at: now }];
    default:
      return closeTeachingOnly(unit, now);
  }
}

function openCandidates(unit: Unit, now: Time): Candidate[] {
  const unitNo = unit.no;
  if (unit.completionRefused) return [{ step: { do: 'cancel-order', unitNo }, at: now }];
  switch (unit.teaching) {
    case 'taught':
      return [{ step: { do: 'end-window', unitNo }, at: unit.windowEndsAt ?? now }];
    case 'confirmed':
    case 'waived':
      return [{ step: { do: 'complete', unitNo }, at: now }];
    case 'dropped':
      return [{ step: { do: 'cancel-order', unitNo }, at: now }];
    case 'objected':
      return undecided(unit);
    case 'planned':
      return [];
  }
}

/** The service order is gone (cancelled inside WeChat): the window still ends, then it is to be paid by hand. */
function closeTeachingOnly(unit: Unit, now: Time): Candidate[] {
  if (unit.teaching === 'objected') return undecided(unit);
  if (unit.teaching !== 'taught') return [];
  return [{ step: { do: 'end-window', unitNo: unit.no }, at: unit.windowEndsAt ?? now }];
}

function undecided(unit: Unit): Candidate[] {
  const decideBy = unit.objection?.decideBy;
  return decideBy === undefined
    ? []
    : [{ step: { do: 'decide-for-learner', unitNo: unit.no }, at: decideBy }];
}
