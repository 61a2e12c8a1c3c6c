import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A component in the simulated page. */
interface Simulated {
  readonly dom?: { readonly textContent: string | null };
  readonly data: Readonly<Record<string, unknown>>;
  attach(parent: object): void;
  detach(): void;
}

/**
 * The part of miniprogram-simulate that is used here. Its own types bring the globals of a Mini Program with them, among
 * them another `require`, which Node's files must not see.
 */
interface Simulator {
  load(place: string, tagName: string, options: { compiler: 'official'; rootPath: string }): string;
  render(id: string, properties: Record<string, unknown>): Simulated;
}

const simulate: Simulator = require('miniprogram-simulate');

const SOURCE = path.resolve(__dirname, '../../miniprogram');

/** The components as miniprogram-simulate takes them: TypeScript made into CommonJS beside the templates. */
export class Components {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'lfpl-components-'));

  /** A component can be loaded only once in a world. */
  private readonly loaded = new Map<string, string>();

  constructor(names: readonly string[]) {
    cpSync(path.join(SOURCE, 'components'), path.join(this.folder, 'components'), { recursive: true });
    for (const name of names) {
      const script = path.join('components', name, name);
      bundle(path.join(SOURCE, `${script}.ts`), path.join(this.folder, `${script}.js`));
    }
  }

  /** A component with these properties, attached to the page. */
  render(name: string, properties: Record<string, unknown>): Simulated {
    const id = this.loaded.get(name) ?? this.load(name);
    const component = simulate.render(id, properties);
    const { body } = Reflect.get(globalThis, 'document') as { body: object };
    component.attach(body);
    return component;
  }

  private load(name: string): string {
    const place = path.join(this.folder, 'components', name, name);
    const id = simulate.load(place, name, { compiler: 'official', rootPath: this.folder });
    this.loaded.set(name, id);
    return id;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** In a process of its own: esbuild does not run inside jsdom's world. */
function bundle(entry: string, outfile: string): void {
  const options = { entryPoints: [entry], outfile, bundle: true, format: 'cjs', target: 'es2019' };
  const program = `require('esbuild').buildSync(${JSON.stringify(options)})`;
  execFileSync(process.execPath, ['-e', program], { cwd: SOURCE });
}
