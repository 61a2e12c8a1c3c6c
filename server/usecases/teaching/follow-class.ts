import type { CourseClass } from '../../domain/class/class';
import type { Ports } from '../ports';
import { giveBack } from './give-back-seats';
import { moveSeat } from './move-seats';

/** Lets one seat follow its class that was cancelled or moved, before its turn among the others. Repeatable. */
export async function followClass(ports: Ports, cls: CourseClass, seatId: string): Promise<void> {
  if (cls.state === 'cancelled') await giveBack(ports, cls, seatId);
  else if (cls.moving !== undefined) await moveSeat(ports, cls._id, cls.moving, seatId);
}
