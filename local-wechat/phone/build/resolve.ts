import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { stringMap } from './json';
import { isFile, type Project } from './project';

const NPM = 'miniprogram_npm/';

/**
 * Finds files of a Mini Program by their logical path: a path from the root, without extension. Packages of
 * npm have logical paths below `miniprogram_npm/`, as after "build npm" in WeChat DevTools, but are read from
 * node_modules when that step was not run.
 */
export class Resolver {
  private readonly packageDirs = new Map<string, string | undefined>();

  constructor(private readonly project: Project) {}

  /** File system path, without extension, of a logical path. */
  file(logical: string): string {
    const built = path.join(this.project.root, logical);
    if (!logical.includes(NPM)) return built;
    const [before = '', inside = ''] = splitOnce(logical, NPM);
    const name = packageName(inside);
    const folder = path.join(this.project.root, before, NPM, name);
    if (existsSync(folder)) return built;
    const dir = this.packageDir(name);
    return dir === undefined ? built : path.join(dir, inside.slice(name.length));
  }

  /** Logical path of a component named in `usingComponents` of the file with the logical path `from`. */
  component(from: string, named: string): string {
    const reference = this.withoutAlias(named);
    if (reference.startsWith('/')) return reference.slice(1);
    const relative = path.posix.normalize(path.posix.join(path.posix.dirname(from), reference));
    if (reference.startsWith('.')) return this.withIndex(relative);
    if (this.isComponent(relative)) return relative;
    if (this.isComponent(`${relative}/index`)) return `${relative}/index`;
    return this.withIndex(this.npm(from, reference));
  }

  /** A file inside npm, seen from `from`: the nearest nested miniprogram_npm wins. */
  npm(from: string, reference: string): string {
    const at = from.lastIndexOf(NPM);
    if (at >= 0) {
      const owner = from.slice(0, at + NPM.length) + packageName(from.slice(at + NPM.length));
      const nested = `${owner}/${NPM}${packageName(reference)}`;
      if (existsSync(this.file(nested))) return `${owner}/${NPM}${reference}`;
    }
    return NPM + reference;
  }

  /**
   * Logical path of a file with an extension that is named in `@import` or `require`: relative first, then
   * from npm.
   */
  relative(from: string, reference: string, extension: string): string {
    if (reference.startsWith('/')) return reference.slice(1);
    const relative = path.posix.normalize(path.posix.join(path.posix.dirname(from), reference));
    if (reference.startsWith('.') || isFile(this.file(relative) + extension)) return relative;
    return this.npm(from, reference);
  }

  /** Applies `resolveAlias` of app.json: a pattern with `*` at its end stands for a place below the root. */
  withoutAlias(reference: string): string {
    for (const [pattern, target] of Object.entries(stringMap(this.project.app.resolveAlias))) {
      const start = pattern.replace(/\*$/, '');
      if (reference.startsWith(start)) return target.replace(/\*$/, '') + reference.slice(start.length);
    }
    return reference;
  }

  private withIndex(logical: string): string {
    return !this.isComponent(logical) && this.isComponent(`${logical}/index`) ? `${logical}/index` : logical;
  }

  private isComponent(logical: string): boolean {
    return isFile(`${this.file(logical)}.json`);
  }

  private packageDir(name: string): string | undefined {
    if (!this.packageDirs.has(name)) this.packageDirs.set(name, this.findPackageDir(name));
    return this.packageDirs.get(name);
  }

  private findPackageDir(name: string): string | undefined {
    for (const dir of ancestors(this.project.root)) {
      const folder = path.join(dir, 'node_modules', name);
      const manifest = path.join(folder, 'package.json');
      if (!isFile(manifest)) continue;
      const declared: unknown = createRequire(manifest)(manifest).miniprogram;
      const dist = path.join(folder, typeof declared === 'string' ? declared : 'miniprogram_dist');
      return existsSync(dist) ? dist : folder;
    }
    return undefined;
  }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.lastIndexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}

/** "tdesign-miniprogram/button" → "tdesign-miniprogram"; "@scope/name/x" → "@scope/name". */
export function packageName(reference: string): string {
  return reference
    .split('/')
    .slice(0, reference.startsWith('@') ? 2 : 1)
    .join('/');
}

function* ancestors(dir: string): Generator<string> {
  for (let at = dir; ; at = path.dirname(at)) {
    yield at;
    if (path.dirname(at) === at) return;
  }
}
