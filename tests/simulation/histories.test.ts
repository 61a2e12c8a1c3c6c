import { Figures, tallyOf } from './figures';
import { storyOf } from './history';
import { keptStories, notReached } from './kept';
import { tryStory } from './trial';
import { differencesOfTwins } from './twins';

/** So that `npm test` stays quick; CI plays two hundred (`npm run sim -- --every-move`). */
const HISTORIES = Number(process.env.HISTORIES ?? 10);
const PATIENCE_MS = 1_800_000;

test(
  `${HISTORIES} histories of twenty classes keep every promise, whatever goes wrong in them`,
  async () => {
    const figures = new Figures();
    const broken: string[] = [];
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const outcome = await tryStory(storyOf(seed));
      figures.add(tallyOf(outcome));
      if (outcome.broken[0] !== undefined) broken.push(`seed ${seed}: ${outcome.broken[0]}`);
    }
    process.stdout.write(`${figures.line()}\n`);
    expect(broken).toEqual([]);
  },
  PATIENCE_MS,
);

test.each(keptStories())(
  '%s: it broke something once, comes to that moment, and breaks nothing now',
  async (_, kept) => {
    const lines: string[] = [];
    const outcome = await tryStory(kept.story, (line) => lines.push(line));
    expect(notReached(kept, lines)).toEqual([]);
    expect(outcome.broken).toEqual([]);
  },
);

/** In this one up to 23 callbacks come together. */
test('callbacks in another order, some of them twice, come to the same books', async () => {
  expect(await differencesOfTwins(storyOf(23))).toEqual([]);
});

test('the same seed is the same history, byte for byte', async () => {
  const [first, again, other] = [
    await tryStory(storyOf(9)),
    await tryStory(storyOf(9)),
    await tryStory(storyOf(8)),
  ];
  expect(again.digest).toBe(first.digest);
  expect(other.digest).not.toBe(first.digest);
});
