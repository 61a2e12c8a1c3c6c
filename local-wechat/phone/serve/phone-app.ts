import { type BuildResult, MiniProgramBuilder } from '../build/index';
import { EventStream } from './event-stream';
import { bundlePhoneScript, type PhoneBundle, type PhoneScript } from './phone-bundle';
import { FolderWatch } from './watch';

/** Somebody who may hold a phone. */
export interface PhonePerson {
  readonly openid: string;
  readonly name: string;
  /** What the person is to the Mini Program, e.g. 学员. */
  readonly role?: string;
}

/** What WeChat knows of a Mini Program besides its code; without it the phone shows ids instead of words. */
export interface PhoneWorld {
  readonly people: readonly PhonePerson[];
  /** Subscribe message templates: title, and the label of each field (`thing1` → 课程). */
  readonly templates: readonly { id: string; title: string; fields: Record<string, string> }[];
  /** Page that explains a deduction; `{outOrderNo}` stands for its order. */
  readonly voucherPage?: string;
}

/** What the server serves: the latest build of the Mini Program and the phone's own scripts. */
export class PhoneApp {
  readonly events = new EventStream();
  private readonly builder: MiniProgramBuilder;
  private readonly scripts = new Map<PhoneScript, Promise<PhoneBundle>>();
  private readonly watch: FolderWatch;
  private latest: BuildResult | undefined;
  private building: Promise<void> = Promise.resolve();
  version = 0;

  constructor(
    readonly projectDir: string,
    readonly controlUrl: string | undefined,
    readonly world: PhoneWorld,
  ) {
    this.builder = new MiniProgramBuilder(projectDir);
    this.watch = new FolderWatch(() => void this.rebuild());
  }

  async start(watch: boolean): Promise<void> {
    await this.rebuild();
    if (watch) this.watch.start(this.built.files);
  }

  /** @throws Error before the first build. */
  get built(): BuildResult {
    if (this.latest === undefined) throw new Error('nothing is built yet');
    return this.latest;
  }

  /** One of the phone's own scripts; bundled once. */
  script(name: PhoneScript): Promise<PhoneBundle> {
    const known = this.scripts.get(name) ?? bundlePhoneScript(name);
    this.scripts.set(name, known);
    return known;
  }

  async close(): Promise<void> {
    this.watch.stop();
    this.events.close();
    await this.building.catch(() => {});
    await this.builder.close();
  }

  /** One build after another; what changes meanwhile is seen by the next. */
  private rebuild(): Promise<void> {
    this.building = this.building
      .catch(() => {})
      .then(async () => {
        const next = await this.builder.build();
        // A script that cannot be made leaves the last good one running under the list of errors.
        this.latest =
          next.code === undefined && this.latest !== undefined
            ? { ...this.latest, problems: next.problems }
            : next;
        this.version += 1;
        this.watch.follow(next.files);
        const usable = next.code !== undefined;
        this.events.send({ version: this.version, usable, problems: next.problems, ms: next.ms });
      });
    return this.building;
  }
}
