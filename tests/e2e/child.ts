import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(__dirname, '../..');

/** A command of the project in a process of its own, without a terminal. */
export class Child {
  readonly lines: string[] = [];
  /** Resolves with the exit code once everything it printed has been read; a signal that ended it counts as -1. */
  readonly ended: Promise<number>;
  private readonly process: ChildProcess;
  private readonly watchers = new Set<() => void>();
  private over = false;

  /** @param command of npm, such as `start`, with arguments of its own behind `--` */
  constructor(command: readonly string[], env: Record<string, string> = {}) {
    this.process = spawn('npm', command, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, as a terminal gives to a command.
      detached: true,
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.hear(line));
    }
    this.ended = once(this.process, 'close').then(([code]) => {
      this.over = true;
      this.tell();
      return typeof code === 'number' ? code : -1;
    });
  }

  private get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Resolves with the first line that matches, printed before or from now on. @throws when it ends without one */
  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (this.over) throw new Error(`ended without ${pattern}:\n${this.lines.join('\n')}`);
      await new Promise<void>((resolve) => this.watchers.add(resolve));
    }
  }

  /** Ctrl-C: the terminal tells every process of the group. */
  interrupt(): void {
    process.kill(-this.pid, 'SIGINT');
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  private hear(line: string): void {
    this.lines.push(line);
    this.tell();
  }

  private tell(): void {
    for (const watcher of [...this.watchers]) watcher();
    this.watchers.clear();
  }
}
