import { Figures, tallyOf } from './figures';
import { storyOf } from './history';
import seeds from './seeds.json';
import { tryStory } from './trial';

/** Histories that broke something once. They stay, since what broke them may break again. */
const KEPT: readonly number[] = seeds;

/** So that `npm test` stays quick; CI plays two hundred (`npm run sim -- --every-move`). */
const HISTORIES = Number(process.env.HISTORIES ?? 15);
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

test('histories that broke something once keep every promise now', async () => {
  const broken: string[] = [];
  for (const seed of KEPT) {
    const outcome = await tryStory(storyOf(seed));
    if (outcome.broken[0] !== undefined) broken.push(`seed ${seed}: ${outcome.broken[0]}`);
  }
  expect(broken).toEqual([]);
});

test('the same seed is the same history, byte for byte', async () => {
  const [first, again, other] = [
    await tryStory(storyOf(7)),
    await tryStory(storyOf(7)),
    await tryStory(storyOf(8)),
  ];
  expect(again.digest).toBe(first.digest);
  expect(other.digest).not.toBe(first.digest);
});
