import { type ComponentSpace, type GeneralComponent, globalOptions } from 'glass-easel';
import { type CodeSpace, type component, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import type { BuiltApp, BuiltComponent } from '../built-app';
import type { Problems } from '../problems';
import { systemBehavior } from './system-behaviors';

type Definition = Record<string, unknown>;
type Env = Parameters<Parameters<CodeSpace['componentEnv']>[1]>[0];
export type Caller = component.GeneralComponent;

/** Names whose meaning depends on the file that is running: WeChat gives them to every script. */
export interface FileScope {
  Page(definition: Definition): void;
  Component(definition: Definition): unknown;
  Behavior(definition: Definition): unknown;
}

/** Holds the code of a Mini Program and registers its components with the framework. */
export class CodeRegistry {
  readonly env = new MiniProgramEnv();
  readonly space: CodeSpace;
  private readonly loaded = new Set<string>();
  private current: { component: BuiltComponent; env: Env } | undefined;
  private readonly waitingReady: GeneralComponent[] = [];

  constructor(
    private readonly built: BuiltApp,
    private readonly problems: Problems,
  ) {
    globalOptions.throwGlobalError = false;
    this.space = this.env.createCodeSpace('', true);
    this.completeOptions();
    this.space.setOverallBehavior(this.readyBehavior());
    this.space.addStyleSheet('app', 'app', '');
    for (const { path, json, prefix, styled } of built.components) {
      this.space.addComponentStaticConfig(path, json as Parameters<CodeSpace['addComponentStaticConfig']>[1]);
      const content = built.templates[path];
      if (content) this.space.addCompiledTemplate(path, { groupList: built.templates, content });
      this.space.addStyleSheet(path, styled ? path : undefined, prefix);
    }
  }

  /** `Page`, `Component` and `Behavior` as the scripts of the Mini Program see them. */
  readonly scope: FileScope = {
    Page: (definition) => this.here('Page').env.Page(this.prepare(definition)),
    Component: (definition) => this.here('Component').env.Component(this.prepare(definition)),
    Behavior: (definition) => this.behavior(definition),
  };

  /** Runs the scripts of a package, each in its own environment; one that fails does not stop the others. */
  loadPackage(root: string): void {
    for (const component of this.built.components) {
      if (component.package !== root || this.loaded.has(component.path)) continue;
      this.loaded.add(component.path);
      this.space.componentEnv(component.path, (env) => {
        const before = this.current;
        this.current = { component, env };
        try {
          component.load();
        } catch (error) {
          this.problems.error(error, component.path);
        } finally {
          this.current = before;
        }
      });
    }
  }

  /** Root of the package a page is loaded with; undefined when there is no such page. */
  packageOf(page: string): string | undefined {
    return this.built.components.find(({ path, isPage }) => isPage && path === page)?.package;
  }

  /** Calls the `ready` of components attached since the last time; the framework leaves that to its host. */
  flushReady(): void {
    for (const component of this.waitingReady.splice(0).reverse()) component.triggerLifetime('ready', []);
  }

  private here(name: string): { component: BuiltComponent; env: Env } {
    if (this.current === undefined)
      throw new Error(`${name}() was called outside the script of a page or component`);
    return this.current;
  }

  private behavior(definition: Definition): unknown {
    const prepared = this.prepare(definition);
    if (this.current !== undefined) return this.current.env.Behavior(prepared);
    return this.space.componentEnv('', (env) => env.Behavior(prepared));
  }

  /** Replaces the built-in behaviors that are named by strings. */
  private prepare(definition: Definition): Definition {
    if (!Array.isArray(definition.behaviors)) return definition;
    const behaviors = definition.behaviors.map((behavior: unknown) => {
      if (typeof behavior !== 'string') return behavior;
      const known = systemBehavior(behavior, this.space);
      if (known === undefined) this.problems.absent(`behavior ${behavior}`);
      return known;
    });
    return { ...definition, behaviors: behaviors.filter((behavior) => behavior !== undefined) };
  }

  /**
   * The adapter passes on a fixed list of options. Ids must be written to the document too, for `#id` in
   * styles: those of a page as they are, those inside a component with a prefix of the instance.
   */
  private completeOptions(): void {
    const pages = new Set(this.built.components.filter(({ isPage }) => isPage).map(({ path }) => path));
    const original: unknown = Reflect.get(this.space, 'prepareComponentOptions');
    if (typeof original !== 'function')
      throw new Error('glass-easel-miniprogram-adapter is not the pinned version');
    Reflect.set(this.space, 'prepareComponentOptions', (is: string, options: unknown) => {
      const [prepared, isolation] = original.call(this.space, is, options);
      Object.assign(prepared, { writeIdToDOM: true }, pages.has(is) ? { idPrefixGenerator: null } : {});
      return [prepared, isolation];
    });
  }

  /** Notes every component that is attached, for `ready`. */
  private readyBehavior(): ReturnType<ComponentSpace['defineBehavior']> {
    const waiting = this.waitingReady;
    const flush = (): void => this.flushReady();
    return this.space.getComponentSpace().defineBehavior({
      lifetimes: {
        // Called on the component's caller, which holds the component as `_$`.
        attached(this: { _$?: GeneralComponent }) {
          if (this._$ === undefined) return;
          if (waiting.length === 0) requestAnimationFrame(flush);
          waiting.push(this._$);
        },
      },
    });
  }
}
