import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { playAll } from './crew';
import { Figures } from './figures';
import type { Story } from './history';
import type { Kept } from './kept';

/*
 * `npm run sim -- --seed S --histories N [--steps K] [--workers W] [--shard I/N] [--every-move]
 * [--replay SEED|FILE]`: see docs/simulation.md. Exits with 1 when something was broken, or with `--every-move` when a
 * move of the state machines was not made that can be.
 */

interface Choice {
  seed: number;
  histories: number;
  steps: number | undefined;
  workers: number;
  shard: [number, number];
  everyMove: boolean;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      histories: { type: 'string', default: '200' },
      steps: { type: 'string' },
      workers: { type: 'string', default: String(availableParallelism()) },
      shard: { type: 'string', default: '1/1' },
      replay: { type: 'string' },
      'every-move': { type: 'boolean', default: false },
    },
  });
  const [shard = 1, of = 1] = values.shard.split('/').map(Number);
  const choice: Choice = {
    ...{ seed: Number(values.seed), histories: Number(values.histories), workers: Number(values.workers) },
    ...{ shard: [shard, of], everyMove: values['every-move'] },
    steps: values.steps === undefined ? undefined : Number(values.steps),
  };
  const broken = values.replay === undefined ? await many(choice) : await replay(values.replay, choice);
  process.exitCode = broken ? 1 : 0;
}

/** Tells one history line by line; a file holds a story as JSON, as a failure prints it or as it is kept. */
async function replay(which: string, { steps }: Choice): Promise<boolean> {
  const { storyOf } = await import('./history');
  const { tryStory } = await import('./trial');
  const story = /^\d+$/.test(which) ? storyOf(Number(which), steps) : storyIn(which);
  const outcome = await tryStory(story, (line) => console.log(line));
  for (const line of outcome.broken) console.log(`BROKEN ${line}`);
  console.log(`digest ${outcome.digest}`);
  return outcome.broken.length > 0;
}

function storyIn(file: string): Story {
  const told = JSON.parse(readFileSync(file, 'utf8')) as Story | Kept;
  return 'story' in told ? told.story : told;
}

async function many({ seed, histories, steps, workers, shard, everyMove }: Choice): Promise<boolean> {
  const [mine, of] = shard;
  const asked = Array.from({ length: histories }, (_, i) => ({ seed: seed + i, steps }));
  const figures = new Figures();
  const began = performance.now();
  let broken = 0;
  await playAll(
    asked.filter((_, i) => i % of === mine - 1),
    workers,
    ({ tally, reports }) => {
      figures.add(tally);
      if (reports.length > 0) broken += 1;
      for (const report of reports) console.log(report);
    },
  );
  const seconds = (performance.now() - began) / 1_000;
  console.log(`${figures.line()} · ${(figures.histories / seconds).toFixed(1)} a second · ${broken} broken`);
  const inVain = everyMove ? figures.moves.missing() : [];
  if (inVain.length > 0) console.log(`not made: ${inVain.join('; ')}`);
  return broken > 0 || inVain.length > 0;
}

void main();
