import type { Time } from '../time';
import type { Student } from './people';

/** From this age on one may bind oneself to a contract. Source: Civil Code of the PRC, articles 17 to 19. */
const OF_AGE = 18;

/**
 * Whether somebody else must order for this student: a minor who would sign and pay herself. Her guardian does it from
 * a WeChat of her own, with the minor as her child. Only the year of birth is known; who turns 18 this year may sign.
 */
export function needsGuardian({ relation, birthYear }: Student, at: Time): boolean {
  return relation === 'self' && Number(at.slice(0, 4)) - birthYear < OF_AGE;
}
