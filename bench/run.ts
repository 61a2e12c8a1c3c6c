import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { measureDeduction } from './deduction';
import { measureFloors } from './floors';
import { measureLocalCloud } from './local-cloud';
import { countRequests } from './requests';
import { countsOf, tableOf } from './table';

/**
 * `npm run bench`: the local cloud and one deduction, each beside the least it could take, measured in the same run; and
 * the requests that acts make of the database, beside the documents that they have to change.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lfpl-bench-'));
  try {
    process.stdout.write(`Node ${process.version}, ${cpus().length} cores, medians in microseconds\n\n`);
    const floors = await measureFloors(folder);
    const cloud = await measureLocalCloud(folder, floors);
    process.stdout.write(`${tableOf('local cloud, by wx-server-sdk', cloud)}\n`);
    process.stdout.write(`${tableOf('product', [await measureDeduction(folder)])}\n`);
    process.stdout.write(countsOf('requests to the database', await countRequests()));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  },
);
