import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Stored files, each under its own path in one folder. Paths must have passed `isStoragePath`. */
export interface FileShelf {
  has(storagePath: string): boolean;
  read(storagePath: string): Buffer;
  /** Replaces what was there; never leaves half a file. Without an owner it belongs to the functions. */
  write(storagePath: string, content: Buffer, owner?: string): void;
  /** The openid of the person who uploaded it, or undefined when a function did. */
  ownerOf(storagePath: string): string | undefined;
  /** False when there was none. */
  remove(storagePath: string): boolean;
}

/** `owners` is a folder beside, with one small file for each file that a person has uploaded. */
export function openFileShelf(folder: string, owners: string): FileShelf {
  const placeOf = (storagePath: string) => path.join(folder, ...storagePath.split('/'));
  const ownerPlaceOf = (storagePath: string) => path.join(owners, ...storagePath.split('/'));
  const has = (storagePath: string) =>
    statSync(placeOf(storagePath), { throwIfNoEntry: false })?.isFile() ?? false;
  return {
    has,
    read: (storagePath) => readFileSync(placeOf(storagePath)),
    write(storagePath, content, owner) {
      if (owner === undefined) rmSync(ownerPlaceOf(storagePath), { force: true });
      else put(ownerPlaceOf(storagePath), Buffer.from(owner));
      put(placeOf(storagePath), content);
    },
    ownerOf(storagePath) {
      const place = ownerPlaceOf(storagePath);
      return has(storagePath) && existsSync(place) ? readFileSync(place, 'utf8') : undefined;
    },
    remove(storagePath) {
      if (!has(storagePath)) return false;
      rmSync(placeOf(storagePath));
      rmSync(ownerPlaceOf(storagePath), { force: true });
      return true;
    },
  };
}

function put(place: string, content: Buffer): void {
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(`${place}.part`, content);
  renameSync(`${place}.part`, place);
}
