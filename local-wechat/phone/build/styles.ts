import { readFileSync } from 'node:fs';
import postcss, { CssSyntaxError, type Root } from 'postcss';
import type { ComponentSource } from './components';
import type { Problem } from './problem';
import { isFile, type Project, shownPath } from './project';
import type { Resolver } from './resolve';
import { rewriteSelector } from './selectors';
import { replaceIconFont } from './tdesign-icons';
import { toBrowserUnits } from './units';

const IMPORT = /^(?:url\()?\s*['"]?([^'")]+)['"]?\s*\)?/;

const LOCAL_PICTURE = /url\(\s*['"]?((?!data:|https?:|\/\/|#|var\()[^'")\s]+\.(?:png|jpe?g|gif|svg|webp))/g;

/** Style sheet of each file by its text and prefix, kept between builds: parsing is the slow part. */
export type StyleCache = Map<string, string>;

/** Compiles WXSS for the browser: imports inlined, units, tags and classes rewritten. */
export class StyleCompiler {
  constructor(
    private readonly project: Project,
    private readonly resolver: Resolver,
    private readonly report: (problem: Problem) => void,
    private readonly touched: (file: string) => void,
    private readonly cache: StyleCache,
  ) {}

  /** Logical path → CSS, for `app` and every component that has a style sheet. */
  compile(components: readonly ComponentSource[]): Record<string, string> {
    const styles: Record<string, string> = { app: this.sheet('app', '', []) };
    for (const { path, stem, prefix } of components) {
      this.touched(`${stem}.wxss`);
      if (isFile(`${stem}.wxss`)) styles[path] = this.sheet(path, prefix, []);
    }
    return styles;
  }

  private sheet(path: string, prefix: string, importedBy: readonly string[]): string {
    const file = `${this.resolver.file(path)}.wxss`;
    this.touched(file);
    if (!isFile(file)) {
      if (importedBy.length > 0)
        this.complain(importedBy.at(-1) ?? '', `imported style sheet "${path}.wxss" not found`);
      return '';
    }
    if (importedBy.includes(file)) return '';
    const source = readFileSync(file, 'utf8');
    this.warnOfLocalPictures(source, file);
    const { imports, own } = this.split(source);
    const imported = imports.map((reference) => {
      const target = this.resolver.relative(path, reference.replace(/\.wxss$/, ''), '.wxss');
      return this.sheet(target, prefix, [...importedBy, file]);
    });
    return [...imported, this.rewrite(own, path, file, prefix)].join('\n');
  }

  /** Takes `@import` lines out, leaving their line breaks so that the lines of errors stay right. */
  private split(source: string): { imports: string[]; own: string } {
    const imports: string[] = [];
    const blank = (text: string): string => text.replace(/[^\n]/g, '');
    const own = source
      .replace(/\/\*[\s\S]*?\*\//g, blank)
      .replace(/@import\s+([^;]+);/g, (all: string, what: string) => {
        const reference = IMPORT.exec(what)?.[1];
        if (reference === undefined || /^https?:/.test(reference)) return all;
        imports.push(reference);
        return blank(all);
      });
    return { imports, own };
  }

  private rewrite(source: string, path: string, file: string, prefix: string): string {
    const key = `${prefix}\n${path}\n${source}`;
    const kept = this.cache.get(key);
    if (kept !== undefined) return kept;
    try {
      const root = postcss.parse(source);
      rewriteRules(root, prefix);
      replaceIconFont(root, path, this.project.dir);
      const css = toBrowserUnits(root.toString());
      this.cache.set(key, css);
      return css;
    } catch (error) {
      if (!(error instanceof CssSyntaxError)) throw error;
      this.complain(file, error.reason, error.line, error.column);
      return '';
    }
  }

  /** WeChat loads no pictures of the project from style sheets: only from the net, or as data. */
  private warnOfLocalPictures(source: string, file: string): void {
    for (const match of source.matchAll(LOCAL_PICTURE)) {
      const line = source.slice(0, match.index).split('\n').length;
      const message = `${match[1]}: WXSS 不能用本地图片，请用网络图片、base64 或 <image>`;
      this.report({ level: 'warning', file: shownPath(this.project.dir, file), line, message });
    }
  }

  private complain(file: string, message: string, line?: number, column?: number): void {
    const place = line === undefined || column === undefined ? {} : { line, column };
    this.report({ level: 'error', file: shownPath(this.project.dir, file), ...place, message });
  }
}

function rewriteRules(root: Root, prefix: string): void {
  root.walkRules((rule) => {
    const parent = rule.parent;
    const inKeyframes =
      parent?.type === 'atrule' && 'name' in parent && /keyframes$/.test(String(parent.name));
    if (!inKeyframes) rule.selector = rewriteSelector(rule.selector, prefix);
  });
}
