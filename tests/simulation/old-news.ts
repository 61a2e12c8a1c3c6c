import { booksOf, differences } from './books-of';
import type { Chance } from './chance';
import { HOUR, type Life } from './life';

/**
 * Everything is at rest, and every callback that WeChat Pay ever wrote comes once more, those that were lost among them:
 * signed anew, in another order, some twice, most under an id of their own, so that they are applied and not just known.
 * @returns what has changed by that, which must be nothing
 */
export async function hearOldNews(life: Life, chance: Chance): Promise<string[]> {
  const before = booksOf(life.at);
  const letters = life.at.pay.callbacks().flatMap((one) => (chance.oneIn(3) ? [one, one] : [one]));
  for (const letter of chance.shuffled(letters))
    await life.at.hearAgain(letter, chance.oneIn(4) ? letter.id : chance.word(36));
  await life.pass(HOUR);
  return differences(before, booksOf(life.at)).map((what) => `old news changed the books: ${what}`);
}
