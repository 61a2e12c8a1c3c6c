import { readFileSync } from 'node:fs';
import { TmplGroup } from 'glass-easel-template-compiler';
import { BUILTIN_PREFIX, BUILTIN_TAGS } from './builtin-tags';
import type { ComponentSource } from './components';
import { isJson } from './json';
import type { Problem } from './problem';
import { isFile, type Project, shownPath } from './project';
import type { Resolver } from './resolve';
import { requiredModules, toJavaScript } from './wxs';

/** Unclosed and stray tags: only a warning to this compiler, an error to WeChat's. */
const UNBALANCED = new Set(['missing end tag', 'invalid end tag']);

/**
 * Hands listeners and `change:` observers that come from WXS to the phone: see runtime/code/wxs-instances.ts.
 */
const WXS_HOOKS = 'Q.A=__phoneWxs.changeProp;Q.C=__phoneWxs.event;';

/**
 * Opening and closing tags, so that built-ins can be renamed; attribute values may hold `>` inside quotes.
 */
const TAG = /<(\/?)([a-z][a-z0-9-]*)(?=[\s/>])/g;
const SLOT = /<slot\b(?:[^>"']|"[^"]*"|'[^']*')*>/g;
const LOOK = /\s(?:class|style)=(?:"[^"]*"|'[^']*')/g;
const INLINE_WXS = /(<wxs\b[^>]*?[^/]>)([\s\S]*?)(<\/wxs>)/g;

/** Compiles all WXML and WXS of a Mini Program into one JavaScript expression: template path → generator. */
export class TemplateCompiler {
  private readonly group = new TmplGroup();
  private readonly seen = new Set<string>();

  constructor(
    private readonly project: Project,
    private readonly resolver: Resolver,
    private readonly report: (problem: Problem) => void,
    private readonly touched: (file: string) => void,
  ) {}

  compile(components: readonly ComponentSource[]): string {
    this.group.setExtraRuntimeScript(WXS_HOOKS);
    for (const component of components) this.addTemplate(component.path);
    return this.group.getTmplGenObjectGroups();
  }

  private addTemplate(path: string): void {
    if (this.seen.has(path)) return;
    this.seen.add(path);
    const file = `${this.resolver.file(path)}.wxml`;
    const shown = shownPath(this.project.dir, file);
    this.touched(file);
    if (!isFile(file)) {
      this.report({ level: 'error', file: shown, message: 'template not found' });
      this.group.addTmpl(path, '');
      return;
    }
    const renamed = renameTags(readFileSync(file, 'utf8'));
    const found: unknown = this.group.addTmpl(path, renamed);
    for (const item of Array.isArray(found) ? found : []) this.reportFound(item, shown, renamed);
    for (const other of this.group.getDirectDependencies(path)) this.addTemplate(String(other));
    for (const script of this.group.getScriptDependencies(path)) this.addScript(String(script), shown);
  }

  private addScript(path: string, askedBy: string): void {
    const key = `wxs:${path}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const file = `${this.resolver.file(path)}.wxs`;
    this.touched(file);
    if (!isFile(file)) {
      this.report({ level: 'error', file: askedBy, message: `module "${path}.wxs" not found` });
      return;
    }
    const source = readFileSync(file, 'utf8');
    this.group.addScript(path, toJavaScript(source));
    for (const name of requiredModules(source)) {
      this.addScript(this.resolver.relative(path, name, '.wxs'), shownPath(this.project.dir, file));
    }
  }

  private reportFound(item: unknown, file: string, renamed: string): void {
    if (!isJson(item)) return;
    const message = String(item.message);
    const row = Number(item.startLine);
    const column = Number(item.startColumn);
    this.report({
      level: item.isError === true || UNBALANCED.has(message) ? 'error' : 'warning',
      file,
      line: row + 1,
      column: originalColumn(renamed.split('\n')[row] ?? '', column) + 1,
      message,
    });
  }
}

/** Column in the file of a column in the text whose tags were renamed; both 0-based. */
function originalColumn(renamedLine: string, column: number): number {
  const added = [...renamedLine.slice(0, column).matchAll(/<\/?wx-/g)].length;
  return Math.max(0, column - added * BUILTIN_PREFIX.length);
}

/**
 * A slot is no element, so WeChat pays no heed to its `class`; this framework would take it for a value that the slot
 * hands on, and complain. Lines and columns stay.
 */
function withoutLookOfSlots(wxml: string): string {
  return wxml.replace(SLOT, (slot) => slot.replace(LOOK, (look) => look.replace(/[^\n]/g, ' ')));
}

/**
 * `<view>` → `<wx-view>`; WXS between tags is rewritten on the way. Lines and columns of what follows stay
 * close.
 */
export function renameTags(wxml: string): string {
  const withScripts = wxml.replace(INLINE_WXS, (_all, open: string, code: string, close: string) => {
    return open + toJavaScript(code) + close;
  });
  return withoutLookOfSlots(withScripts).replace(TAG, (all, slash: string, tag: string) => {
    return BUILTIN_TAGS.has(tag) ? `<${slash}${BUILTIN_PREFIX}${tag}` : all;
  });
}
