import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildWhenStale } from '../../dev/build';
import { openInstitution } from '../../dev/demo/institution';
import { ControlClient } from '../../dev/local/control-client';
import { productOn } from '../../dev/local/product';
import { type LocalWeChat, startLocalWeChat } from '../../local-wechat';
import { BEGINS, Institution } from './institution';

export * from './institution';

/**
 * One institution on a local WeChat of its own in this process: real functions in their threads, real SDK, real
 * signatures, and a clock that stands still until it is moved.
 */
export class World extends Institution {
  private constructor(
    readonly dataDir: string,
    readonly local: LocalWeChat,
  ) {
    super(new ControlClient(local.facts.control.url));
  }

  /** A fresh one, with the institution opened and staffed. */
  static async open(): Promise<World> {
    await buildWhenStale();
    const world = await World.on(mkdtempSync(path.join(tmpdir(), 'lfpl-e2e-')));
    await openInstitution(world.control);
    return world;
  }

  /** On a data folder; nothing is set up. */
  static async on(dataDir: string): Promise<World> {
    const options = productOn({ dataDir, clockMode: 'frozen', clockStart: BEGINS });
    return new World(dataDir, await startLocalWeChat(options));
  }

  /** Ends it and removes its data. */
  async close(): Promise<void> {
    await this.local.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
