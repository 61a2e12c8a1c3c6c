import { MOMENTS } from './acts/moments';
import { TROUBLES } from './acts/troubles';
import { booksOf, differences } from './books-of';
import { Chance } from './chance';
import { HeldBack, type Letter } from './held-back';
import { live, type Story } from './history';

/**
 * The same history twice, in which nothing goes wrong and nobody comes at the same time as another: in one callbacks come
 * as WeChat sends them, in the other those that wait for the same minute come in another order, and some of them twice.
 * With faults this would prove nothing: another order lets them hit other calls, and other things happen.
 * @returns what the books of the two don't share, which must be nothing
 */
export async function differencesOfTwins(story: Story): Promise<string[]> {
  const quiet = story.steps.filter(
    ({ act }) => !Object.hasOwn(TROUBLES, act) && !Object.hasOwn(MOMENTS, act),
  );
  const chance = new Chance(story.seed);
  const anyOrder = (letters: readonly Letter[]) =>
    chance.shuffled(letters.flatMap((one) => (chance.oneIn(3) ? [one, one] : [one])));
  const books = async (heldBack: HeldBack) =>
    booksOf((await live({ ...story, steps: quiet }, undefined, heldBack)).at);
  try {
    const asSent = await books(new HeldBack((letters) => [...letters]));
    const otherwise = await books(new HeldBack(anyOrder));
    return differences(asSent, otherwise).map((what) => `callbacks in another order: ${what}`);
  } catch (error) {
    return [`one ended in an error: ${error instanceof Error ? error.stack : String(error)}`];
  }
}
