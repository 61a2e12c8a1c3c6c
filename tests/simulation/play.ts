import { type Tally, tallyOf } from './figures';
import { storyOf } from './history';
import { type Outcome, shrink, tryStory } from './trial';

/** A history to be lived. */
export interface Asked {
  readonly seed: number;
  /** Steps beside the classes; the usual number where nothing is said. */
  readonly steps?: number | undefined;
}

/** What has become of it: plain, so that another process can be told. */
export interface Played {
  readonly tally: Tally;
  /** What it broke, and the fewest steps that still break it; absent when all held. */
  readonly report?: string;
}

/** Lives through the history of a seed; one that breaks something is shrunk. */
export async function play({ seed, steps }: Asked): Promise<Played> {
  const outcome = await tryStory(storyOf(seed, steps));
  const tally = tallyOf(outcome);
  return outcome.broken.length === 0 ? { tally } : { tally, report: await report(outcome) };
}

/** Seed, the first thing that is broken, and the fewest steps that still break it: a file for `--replay`. */
async function report(outcome: Outcome): Promise<string> {
  const least = await shrink(outcome);
  const shown = least.broken[0] ?? outcome.broken[0];
  return `seed ${outcome.story.seed} broke: ${shown}\n${JSON.stringify(least.story)}`;
}
