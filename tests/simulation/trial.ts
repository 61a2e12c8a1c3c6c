import { brokenBy } from './check';
import { live, type Step, type Story } from './history';
import type { Life } from './life';
import { Trace } from './trace';

/** What came of a history. */
export interface Outcome {
  readonly story: Story;
  /** What is broken, worst first; empty when all holds. */
  readonly broken: readonly string[];
  readonly digest: string;
  /** Absent when it ended in an error. */
  readonly life: Life | undefined;
}

/** Lives through a story and checks what is left. */
export async function tryStory(story: Story, tell?: (line: string) => void): Promise<Outcome> {
  const trace = new Trace(tell);
  try {
    const life = await live(story, trace);
    const left = [life.at.sight.everything(), life.at.pay.books()];
    return { story, broken: brokenBy(life), digest: trace.digest(left), life };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { story, broken: [`it ended in an error: ${text}`], digest: trace.digest(text), life: undefined };
  }
}

/** The same fault in another history has the same kind: numbers and names of documents are left out. */
export function kindOf(broken: string): string {
  return broken
    .split('\n')[0]
    ?.replace(/[0-9a-z]{16}(S\d+(U\d+)?|P\d+|R\d+)?/g, '…')
    .replace(/\d+/g, 'n') as string;
}

/**
 * The fewest steps of a story that still break the same (delta debugging, Zeller and Hildebrandt 2002): parts of it are
 * left out, ever smaller ones, while the fault stays.
 * @param most trials, since each is a whole history
 */
export async function shrink(outcome: Outcome, most = 400): Promise<Outcome> {
  const kind = kindOf(outcome.broken[0] ?? '');
  let least = outcome;
  let trials = 0;
  const breaks = async (steps: readonly Step[]): Promise<boolean> => {
    trials += 1;
    const tried = await tryStory({ ...outcome.story, steps });
    const same = tried.broken.some((broken) => kindOf(broken) === kind);
    if (same) least = tried;
    return same;
  };
  for (let size = Math.ceil(least.story.steps.length / 2); size >= 1 && trials < most; ) {
    let left = false;
    for (let from = 0; from < least.story.steps.length && trials < most; ) {
      const { steps } = least.story;
      if (await breaks([...steps.slice(0, from), ...steps.slice(from + size)])) left = true;
      else from += size;
    }
    size = size === 1 ? (left ? 1 : 0) : Math.ceil(size / 2);
  }
  return least;
}
