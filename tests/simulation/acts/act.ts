import type { Chance } from '../chance';
import type { Life } from '../life';

/** Something that happens in a history, by its name; chance decides to whom and how. */
export type Act = (life: Life, chance: Chance) => Promise<unknown>;

export type Acts = Readonly<Record<string, Act>>;
