import { type Tally, tallyOf } from './figures';
import { storyOf } from './history';
import { type Outcome, shrink, tryStory } from './trial';
import { differencesOfTwins } from './twins';

/** Every so many histories one is lived twice more, with callbacks in another order. */
const TWINS_EVERY = 20;

/** A history to be lived. */
export interface Asked {
  readonly seed: number;
  /** Steps beside the classes; the usual number where nothing is said. */
  readonly steps?: number | undefined;
}

/** What has become of it: plain, so that another process can be told. */
export interface Played {
  readonly tally: Tally;
  /** What it broke, and the fewest steps that still break it; empty when all held. */
  readonly reports: readonly string[];
}

/** Lives through the history of a seed; one that breaks something is shrunk. */
export async function play({ seed, steps }: Asked): Promise<Played> {
  const story = storyOf(seed, steps);
  const outcome = await tryStory(story);
  const [otherwise] = seed % TWINS_EVERY === 0 ? await differencesOfTwins(story) : [];
  const reports = [
    ...(outcome.broken.length === 0 ? [] : [await report(outcome)]),
    ...(otherwise === undefined ? [] : [`seed ${seed}, twins: ${otherwise}`]),
  ];
  return { tally: tallyOf(outcome), reports };
}

/** Seed, the first thing that is broken, and the fewest steps that still break it: a file for `--replay`. */
async function report(outcome: Outcome): Promise<string> {
  const least = await shrink(outcome);
  const shown = least.broken[0] ?? outcome.broken[0];
  return `seed ${outcome.story.seed} broke: ${shown}\n${JSON.stringify(least.story)}`;
}
