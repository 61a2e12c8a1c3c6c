import { existsSync } from 'node:fs';
import path from 'node:path';
import { type BuildContext, context, type Message, type Plugin } from 'esbuild';
import type { ComponentSource } from './components';
import type { Json } from './json';
import type { Problem } from './problem';
import { firstFile, isFile, type Project, shownPath } from './project';
import { packageName, type Resolver } from './resolve';

/**
 * Names that exist in a browser but not in a Mini Program: code that leans on them must fail here as in
 * WeChat.
 */
const ABSENT_IN_WECHAT = [
  'window',
  'document',
  'location',
  'navigator',
  'localStorage',
  'sessionStorage',
  'fetch',
  'XMLHttpRequest',
  'alert',
  'confirm',
  'self',
  'top',
  'parent',
  'frames',
  'history',
];

/** Names that WeChat gives to every script; the phone hands them in. */
export const GIVEN_BY_WECHAT = [
  'wx',
  'App',
  'Page',
  'Component',
  'Behavior',
  'getApp',
  'getCurrentPages',
  'requirePlugin',
  'requireMiniProgram',
  'Date',
  '__wxConfig',
  '__phoneWxs',
] as const;

/** Everything the runtime is told about a Mini Program, apart from its code. */
export interface BundleParts {
  readonly project: Project;
  readonly components: readonly ComponentSource[];
  readonly styles: Record<string, string>;
  readonly templates: string;
}

/**
 * Bundles scripts by esbuild, keeping its context between builds so that a rebuild parses only what changed.
 */
export class ScriptBundler {
  private current: { entry: string; context: BuildContext } | undefined;
  private parts: BundleParts | undefined;
  private resolver: Resolver | undefined;

  constructor(
    private readonly dir: string,
    private readonly report: (problem: Problem) => void,
  ) {}

  /** @returns code and source map, or undefined when esbuild could not make any. */
  async bundle(
    parts: BundleParts,
    resolver: Resolver,
  ): Promise<{ code: string; map: string; inputs: string[] } | undefined> {
    this.parts = parts;
    this.resolver = resolver;
    if (this.current === undefined) this.current = { entry: '', context: await this.open() };
    try {
      const result = await this.current.context.rebuild();
      for (const warning of result.warnings) this.tell(warning, 'warning');
      const text = (end: string): string =>
        result.outputFiles?.find((file) => file.path.endsWith(end))?.text ?? '';
      const inputs = Object.keys(result.metafile?.inputs ?? {}).filter((file) => !file.includes(':'));
      return {
        code: text('.js'),
        map: text('.map'),
        inputs: inputs.map((file) => path.resolve(this.dir, file)),
      };
    } catch (error) {
      const errors = failures(error);
      if (errors === undefined) throw error;
      for (const message of errors) this.tell(message, 'error');
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.current?.context.dispose();
    this.current = undefined;
  }

  private open(): Promise<BuildContext> {
    const given = [...GIVEN_BY_WECHAT, ...ABSENT_IN_WECHAT].join(',');
    return context({
      entryPoints: ['phone-entry:app'],
      absWorkingDir: this.dir,
      bundle: true,
      write: false,
      outfile: path.join(this.dir, 'app.js'),
      format: 'iife',
      globalName: '__built',
      banner: { js: `__phoneApp(function(${given}){"use strict";` },
      footer: { js: 'return __built.default})' },
      sourcemap: 'external',
      metafile: true,
      target: 'es2022',
      logLevel: 'silent',
      define: { 'process.env.NODE_ENV': '"development"' },
      plugins: [this.entryPlugin(), this.npmPlugin()],
    });
  }

  private entryPlugin(): Plugin {
    return {
      name: 'phone-entry',
      setup: (build) => {
        build.onResolve({ filter: /^phone-entry:/ }, () => ({ path: 'app', namespace: 'phone-entry' }));
        build.onLoad({ filter: /.*/, namespace: 'phone-entry' }, () => ({
          contents: this.parts === undefined ? '' : entryCode(this.parts),
          resolveDir: this.dir,
          loader: 'js',
        }));
      },
    };
  }

  /**
   * Imports as WeChat resolves them: from the root with `/`, from npm, and bare relative paths as a last
   * resort.
   */
  private npmPlugin(): Plugin {
    return {
      name: 'phone-npm',
      setup: (build) => {
        build.onResolve({ filter: /^[^.]/ }, ({ path: reference, importer, namespace }) => {
          const project = this.parts?.project;
          if (project === undefined || namespace !== 'file' || isFile(reference)) return undefined;
          const file = this.find(this.resolver?.withoutAlias(reference) ?? reference, importer, project);
          return file === undefined ? undefined : { path: file };
        });
      },
    };
  }

  private find(reference: string, importer: string, project: Project): string | undefined {
    const stems = reference.startsWith('/')
      ? [path.join(project.root, reference)]
      : [this.inNpm(reference, importer), path.join(path.dirname(importer), reference)];
    for (const stem of stems) {
      const file = stem && firstFile(stem, ['', '.ts', '.js', '/index.ts', '/index.js', '.json']);
      if (file) return file;
    }
    return undefined;
  }

  /**
   * A package below the miniprogram_npm of the package that imports, as TDesign ships its own dependencies.
   */
  private inNpm(reference: string, importer: string): string | undefined {
    const dist = /^(.*[\\/]miniprogram_dist)[\\/]/.exec(importer)?.[1];
    if (dist !== undefined) {
      const nested = path.join(dist, 'miniprogram_npm', packageName(reference));
      if (existsSync(nested)) return path.join(dist, 'miniprogram_npm', reference);
    }
    return this.resolver?.file(`miniprogram_npm/${reference}`);
  }

  private tell(message: Message, level: Problem['level']): void {
    const { location } = message;
    const place =
      location === null
        ? { file: '' }
        : {
            file: shownPath(this.dir, path.resolve(this.dir, location.file)),
            line: location.line,
            column: location.column + 1,
          };
    this.report({ level, ...place, message: message.text });
  }
}

function failures(error: unknown): Message[] | undefined {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return undefined;
  return error.errors;
}

/** The script that ties the parts together: see `BuiltApp` in runtime/built-app.ts for what it exports. */
function entryCode({ project, components, styles, templates }: BundleParts): string {
  const app = firstFile(path.join(project.root, 'app'), ['.ts', '.js']);
  const load = (script: string | undefined): string =>
    script === undefined ? '() => {}' : `() => { require(${JSON.stringify(script)}) }`;
  const described = components.map(({ path: at, json, script, isPage, package: root, prefix }) => {
    const facts: Json = { path: at, json, isPage, package: root, prefix, styled: at in styles };
    return `{...${JSON.stringify(facts)}, load: ${load(script)}}`;
  });
  return `export default {
    appid: ${JSON.stringify(project.appid)},
    app: ${JSON.stringify(project.app)},
    theme: ${JSON.stringify(project.theme)},
    packages: ${JSON.stringify(project.packages)},
    styles: ${JSON.stringify(styles)},
    templates: ${templates},
    components: [${described.join(',\n')}],
    loadApp: ${load(app)},
  }`;
}
