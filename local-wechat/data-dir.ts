import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

export interface DataDir {
  /** Absolute path of something in it. */
  file(name: string): string;
  /** Writes `local.json`, whole or not at all. */
  publish(facts: object): void;
  /** Removes `local.json` and lets others in. */
  release(): void;
}

/** Lies in every folder that a local WeChat has made; without it nothing is ever emptied. */
const MARK = '.local-wechat';
const LOCK = 'lock';
const FACTS = 'local.json';

/**
 * Takes a data folder for this process alone; `fresh` empties it first.
 *
 * Throws an Error that says what to do when another process has it, or when it is not one of ours.
 */
export function takeDataDir(folder: string, fresh: boolean): DataDir {
  const place = path.resolve(folder);
  mkdirSync(place, { recursive: true });
  const file = (name: string) => path.join(place, name);
  const foreign = !existsSync(file(MARK)) && readdirSync(place).some((name) => name !== LOCK);
  if (foreign) {
    throw new Error(
      `${place} holds files that no local WeChat has made. Choose an empty folder for its data.`,
    );
  }
  lock(file(LOCK), place);
  if (fresh) {
    for (const name of readdirSync(place)) if (name !== LOCK) rmSync(file(name), { recursive: true });
  }
  writeFileSync(file(MARK), 'Data of a local WeChat.\n');
  rmSync(file(FACTS), { force: true });
  return {
    file,
    publish(facts) {
      writeFileSync(file(`${FACTS}.part`), `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
      renameSync(file(`${FACTS}.part`), file(FACTS));
    },
    release() {
      rmSync(file(FACTS), { force: true });
      rmSync(file(LOCK), { force: true });
    },
  };
}

function lock(lockFile: string, place: string): void {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const pid = Number(readFileSync(lockFile, 'utf8'));
    if (isAlive(pid)) {
      throw new Error(
        `A local WeChat already runs on ${place} (process ${pid}). Stop it, or choose another data folder. ` +
          `If process ${pid} is something else, delete ${lockFile}.`,
      );
    }
    // Left by a process that was killed.
    unlinkSync(lockFile);
    lock(lockFile, place);
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
