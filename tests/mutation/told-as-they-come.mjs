import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';

const FILE = 'out/mutants.jsonl';

/** Writes down each changed program as soon as it has been tried: a run that is broken off has told what it found. */
export class ToldAsTheyCome {
  onMutationTestingPlanReady() {
    mkdirSync('out', { recursive: true });
    writeFileSync(FILE, '');
  }

  onMutantTested({ fileName, location, status, mutatorName, replacement, killedBy, statusReason }) {
    const { line } = location.start;
    appendFileSync(
      FILE,
      `${JSON.stringify({ fileName, line, status, mutatorName, replacement, killedBy, statusReason })}\n`,
    );
  }
}
