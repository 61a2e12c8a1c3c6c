import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'out/mutants.jsonl';

/** Writes down each changed program as soon as it has been tried: a run that is broken off has told what it found. */
export class ToldAsTheyCome {
  #lines = new Map();

  /** The programs are read before the first is tried: whoever works on them meanwhile moves their lines. */
  onMutationTestingPlanReady({ mutantPlans }) {
    for (const { mutant } of mutantPlans)
      if (!this.#lines.has(mutant.fileName))
        this.#lines.set(mutant.fileName, readFileSync(mutant.fileName, 'utf8').split('\n'));
    mkdirSync('out', { recursive: true });
    writeFileSync(FILE, '');
  }

  onMutantTested({ fileName, location, status, mutatorName, replacement, killedBy, statusReason }) {
    const { line, column } = location.start;
    const source = this.#lines.get(fileName)?.[line - 1]?.trim();
    appendFileSync(
      FILE,
      `${JSON.stringify({ fileName, line, column, source, status, mutatorName, replacement, killedBy, statusReason })}\n`,
    );
  }
}
