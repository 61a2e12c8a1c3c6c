import { ACTS, WEIGHTS } from './acts';
import { setSwitches } from './acts/troubles';
import { Chance } from './chance';
import { comeToRest } from './coming-to-rest';
import type { HeldBack } from './held-back';
import { openHouse } from './house';
import { Institution } from './institution';
import { Life } from './life';
import { hearOldNews } from './old-news';
import { Trace } from './trace';

/** A Tuesday morning in China. */
const BEGINS = Date.parse('2026-09-01T10:00:00+08:00');
export const CLASSES = 20;
const OTHER_STEPS = 60;
/** In one history of so many the nightly timer comes: it asks for every day's bills, which takes long. */
const NIGHTS = 8;
/** Every so many answers would not be believed, and which those are depends on the order of calls. */
const ANSWERS_WELL = { signtestResponseRate: 0 };

/** One step of a history: what happens, and the seed of every choice in it. */
export interface Step {
  readonly act: string;
  readonly seed: number;
}

/** A history before it is lived: everything that it depends on. */
export interface Story {
  readonly seed: number;
  readonly steps: readonly Step[];
}

/** The story of a seed: twenty classes, and whatever happens between them. */
export function storyOf(seed: number, others = OTHER_STEPS): Story {
  const chance = new Chance(seed);
  const names = [
    ...Array.from({ length: CLASSES }, () => 'the next class is held'),
    ...Array.from({ length: others }, () => chance.weighted(WEIGHTS)),
  ];
  const first = ['somebody enrols', 'somebody enrols', 'somebody enrols', 'classes are scheduled'];
  const steps = [...first, ...chance.shuffled(names)].map((act) => ({ act, seed: chance.seed() }));
  return { seed, steps };
}

/**
 * Lives through a story to its end, where all has come to rest.
 * @param heldBack holds back callbacks, in a history whose people come one at a time
 */
export async function live(story: Story, trace = new Trace(), heldBack?: HeldBack): Promise<Life> {
  const chance = new Chance(story.seed);
  const at = new Institution(new Chance(chance.seed()), trace, BEGINS, heldBack);
  const life = new Life(at, chance.oneIn(NIGHTS));
  await openHouse(life, chance);
  setSwitches(life, chance);
  if (heldBack !== undefined) at.pay.switches.put(ANSWERS_WELL);
  for (const [i, { act, seed }] of story.steps.entries()) {
    trace.line(`${i + 1}. ${new Date(life.at.now()).toISOString()} ${act}`);
    await ACTS[act]?.(life, new Chance(seed));
  }
  await comeToRest(life, chance);
  life.changedByOldNews = await hearOldNews(life, chance);
  return life;
}
