import { randomInt } from 'node:crypto';
import type { Ids } from '../../ports/surroundings';

const ID_CHARACTERS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: what people mix up when they read or hear it. */
const CODE_CHARACTERS = '34679ACDEFGHJKMNPQRTWXY';

/** Identifiers from the system's CSPRNG; `randomInt` draws without bias. 36^16 ids, 23^10 codes (45 bits). */
export const randomIds: Ids = {
  next: () => draw(ID_CHARACTERS, 16),
  code: () => draw(CODE_CHARACTERS, 10),
};

function draw(characters: string, length: number): string {
  return Array.from({ length }, () => characters.charAt(randomInt(characters.length))).join('');
}
