import type { FunctionInstance } from './instance';

/** Warm instances of one function, at most `cap` at work at once; who comes later waits in line. */
export class InstancePool {
  private readonly idle: FunctionInstance[] = [];
  private readonly line: (() => void)[] = [];
  private atWork = 0;

  constructor(private readonly cap: number) {}

  /** A warm instance of that version, or one made by `start`. The caller gives it back by `release`. */
  async acquire(version: string, start: () => Promise<FunctionInstance>): Promise<FunctionInstance> {
    if (this.atWork >= this.cap) await new Promise<void>((resolve) => this.line.push(resolve));
    else this.atWork += 1;
    try {
      for (let warm = this.idle.pop(); warm; warm = this.idle.pop()) {
        if (warm.alive && warm.version === version) return warm;
        await warm.kill();
      }
      return await start();
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  /** Ends the instances that are idle, as the cloud does after a while. */
  async coolDown(): Promise<void> {
    await Promise.all(this.idle.splice(0).map((instance) => instance.kill()));
  }

  release(instance: FunctionInstance): void {
    if (instance.alive) this.idle.push(instance);
    this.leave();
  }

  /** Hands the place to the next in line, or frees it. */
  private leave(): void {
    const next = this.line.shift();
    if (next) next();
    else this.atWork -= 1;
  }
}
