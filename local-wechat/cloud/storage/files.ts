import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Stored files, each under its own path in one folder. Paths must have passed `isStoragePath`. */
export interface FileShelf {
  has(storagePath: string): boolean;
  read(storagePath: string): Buffer;
  /** Replaces what was there; never leaves half a file. */
  write(storagePath: string, content: Buffer): void;
  /** False when there was none. */
  remove(storagePath: string): boolean;
}

export function openFileShelf(folder: string): FileShelf {
  const placeOf = (storagePath: string) => path.join(folder, ...storagePath.split('/'));
  const has = (storagePath: string) =>
    statSync(placeOf(storagePath), { throwIfNoEntry: false })?.isFile() ?? false;
  return {
    has,
    read: (storagePath) => readFileSync(placeOf(storagePath)),
    write(storagePath, content) {
      const place = placeOf(storagePath);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(`${place}.part`, content);
      renameSync(`${place}.part`, place);
    },
    remove(storagePath) {
      if (!has(storagePath)) return false;
      rmSync(placeOf(storagePath));
      return true;
    },
  };
}
