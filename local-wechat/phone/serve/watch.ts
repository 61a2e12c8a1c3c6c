import { existsSync, type FSWatcher, watch } from 'node:fs';
import path from 'node:path';

/** Editors write a file in several steps; changes this close together are one. */
const QUIET_MS = 40;

/** Watches the folders that a build has read from, packages of npm aside. */
export class FolderWatch {
  private readonly watchers = new Map<string, FSWatcher>();
  private started = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly changed: () => void) {}

  start(files: readonly string[]): void {
    this.started = true;
    this.follow(files);
  }

  follow(files: readonly string[]): void {
    if (!this.started) return;
    const own = files.filter((file) => !/[\\/](node_modules|miniprogram_npm)[\\/]/.test(file));
    const wanted = new Set(own.map((file) => existing(path.dirname(file))));
    for (const folder of wanted) if (!this.watchers.has(folder)) this.add(folder);
  }

  stop(): void {
    this.started = false;
    clearTimeout(this.timer);
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private add(folder: string): void {
    const watcher = watch(folder, () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(this.changed, QUIET_MS);
    });
    watcher.on('error', () => {
      watcher.close();
      this.watchers.delete(folder);
    });
    this.watchers.set(folder, watcher);
  }
}

/** A folder that is not there yet will be made in the nearest one that is. */
function existing(folder: string): string {
  let at = folder;
  while (!existsSync(at) && path.dirname(at) !== at) at = path.dirname(at);
  return at;
}
