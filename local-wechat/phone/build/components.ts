import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { BUILTIN_TAGS } from './builtin-tags';
import { isJson, type Json, readJson, stringMap } from './json';
import type { Problem } from './problem';
import { firstFile, isFile, type Project, shownPath } from './project';
import type { Resolver } from './resolve';

/** A page or a component, which to the framework are the same. */
export interface ComponentSource {
  /** Logical path: from the root, without extension. */
  readonly path: string;
  /** File system path without extension. */
  readonly stem: string;
  /** Its JSON, with `usingComponents` completed from app.json and made absolute. */
  readonly json: Json;
  readonly isPage: boolean;
  readonly script: string | undefined;
  /** Root of the package it is loaded with: '' is the main package. */
  readonly package: string;
  /** Prefix of its classes; '' when its styles are shared. */
  readonly prefix: string;
}

const SCRIPTS = ['.ts', '.js'];

/**
 * Walks from the pages to every component they can reach. The order is that of registration: what a component
 * uses comes before it.
 */
export class ComponentWalk {
  private readonly found = new Map<string, ComponentSource | undefined>();
  private readonly ordered: ComponentSource[] = [];

  constructor(
    private readonly project: Project,
    private readonly resolver: Resolver,
    private readonly report: (problem: Problem) => void,
    private readonly touched: (file: string) => void,
  ) {}

  all(): ComponentSource[] {
    this.visitTabBar();
    for (const { pages } of this.project.packages) {
      for (const page of pages) this.visit(page, true, 'app.json');
    }
    return this.ordered;
  }

  private visitTabBar(): void {
    const tabBar = this.project.app.tabBar;
    const custom =
      typeof tabBar === 'object' && tabBar !== null && 'custom' in tabBar && tabBar.custom === true;
    if (custom) this.visit('custom-tab-bar/index', false, 'app.json');
  }

  private visit(path: string, isPage: boolean, askedBy: string): void {
    if (this.found.has(path)) return;
    this.found.set(path, undefined);
    const stem = this.resolver.file(path);
    const script = firstFile(stem, SCRIPTS);
    this.touched(`${stem}.json`);
    // A page may do without JSON, nothing without a script.
    if (script === undefined || (!isPage && !isFile(`${stem}.json`))) {
      this.report({ level: 'error', file: askedBy, message: this.missing(path, isPage) });
      return;
    }
    const shown = shownPath(this.project.dir, `${stem}.json`);
    const json = isFile(`${stem}.json`) ? readJson(`${stem}.json`, shown, this.report) : {};
    const using: Record<string, string> = {};
    const wanted = [
      ...Object.entries(stringMap(this.project.app.usingComponents)).map(
        ([tag, to]) => ['app', tag, to] as const,
      ),
      ...Object.entries(stringMap(json.usingComponents)).map(([tag, to]) => [path, tag, to] as const),
    ];
    for (const [base, tag, reference] of wanted) {
      if (reference.startsWith('plugin')) {
        this.report({
          level: 'warning',
          file: shown,
          message: `${reference}: plugins are not run by the phone`,
        });
        continue;
      }
      const target = this.resolver.component(base, reference);
      using[BUILTIN_TAGS.has(tag) ? `wx-${tag}` : tag] = `/${target}`;
      if (target !== path) this.visit(target, false, shown);
    }
    for (const reference of genericDefaults(json)) {
      this.visit(this.resolver.component(path, reference), false, shown);
    }
    const styleIsolation = isolationOf(json, script, isPage);
    const source: ComponentSource = {
      path,
      stem,
      json: { ...json, usingComponents: using, styleIsolation },
      isPage,
      script,
      package: this.packageOf(path),
      prefix: /^(page-)?shared$/.test(styleIsolation) ? '' : path.replace(/[^A-Za-z0-9]+/g, '-'),
    };
    this.found.set(path, source);
    this.ordered.push(source);
  }

  /** A component belongs to the package its files lie in, whichever package uses it first. */
  private packageOf(path: string): string {
    const roots = this.project.packages.map(({ root }) => root);
    const around = roots.filter((root) => root !== '' && path.startsWith(`${root}/`));
    return around.sort((a, b) => b.length - a.length)[0] ?? '';
  }

  private missing(path: string, isPage: boolean): string {
    const folder = this.resolver.file(path).replace(/\/[^/]*$/, '');
    const near = existsSync(folder) ? readdirSync(folder).join(', ') : 'the folder does not exist';
    const file = isFile(`${this.resolver.file(path)}.json`) || isPage ? 'js' : 'json';
    return `${isPage ? 'page' : 'component'} "${path}" not found: no ${path}.${file} (${near})`;
  }
}

/** Components that stand in for generic ones: `componentGenerics: {x: {default: …}}`. */
function genericDefaults(json: Json): string[] {
  const generics = isJson(json.componentGenerics) ? Object.values(json.componentGenerics) : [];
  return generics.flatMap((generic) =>
    isJson(generic) && typeof generic.default === 'string' ? [generic.default] : [],
  );
}

/**
 * How far styles reach, see WeChat's "component template and style". Besides the JSON, the script may say it
 * in `options`; that is read from its text, since classes are renamed before any script runs.
 */
function isolationOf(json: Json, script: string | undefined, isPage: boolean): string {
  if (typeof json.styleIsolation === 'string') return json.styleIsolation;
  const text = script === undefined ? '' : readFileSync(script, 'utf8');
  const declared = /\bstyleIsolation\s*:\s*['"`]([a-z-]+)['"`]/.exec(text)?.[1];
  if (declared !== undefined) return declared;
  if (json.addGlobalClass === true || /\baddGlobalClass\s*:\s*(true|!0)/.test(text)) return 'apply-shared';
  return isPage ? 'shared' : 'isolated';
}
