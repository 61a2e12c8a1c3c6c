import path from 'node:path';
import { ScriptBundler } from './bundle';
import { ComponentWalk } from './components';
import type { Problem } from './problem';
import { readProject } from './project';
import { Resolver } from './resolve';
import { type StyleCache, StyleCompiler } from './styles';
import { TemplateCompiler } from './templates';

/** What one build gave. */
export interface BuildResult {
  /** The Mini Program as one script, or undefined when it could not be made. */
  readonly code: string | undefined;
  /** Source map of the script, as JSON. */
  readonly map: string | undefined;
  readonly problems: readonly Problem[];
  /** All files the result depends on, also those that are missing and would change it. */
  readonly files: readonly string[];
  /** Folder that holds app.json. */
  readonly root: string;
  readonly appid: string;
  readonly ms: number;
}

/** Builds one Mini Program again and again. */
export class MiniProgramBuilder {
  private readonly styleCache: StyleCache = new Map();
  private problems: Problem[] = [];
  private readonly bundler: ScriptBundler;

  constructor(private readonly dir: string) {
    this.bundler = new ScriptBundler(dir, this.report);
  }

  /** @throws Error when the folder holds no Mini Program; whatever else is wrong is in `problems`. */
  async build(): Promise<BuildResult> {
    const started = performance.now();
    this.problems = [];
    const files = new Set<string>();
    const touched = (file: string): void => {
      files.add(file);
    };
    const project = readProject(this.dir, this.report);
    const resolver = new Resolver(project);
    const components = new ComponentWalk(project, resolver, this.report, touched).all();
    const templates = new TemplateCompiler(project, resolver, this.report, touched).compile(components);
    const styles = new StyleCompiler(project, resolver, this.report, touched, this.styleCache).compile(
      components,
    );
    const bundle = await this.bundler.bundle({ project, components, styles, templates }, resolver);
    for (const name of ['app.json', 'theme.json', 'sitemap.json']) touched(path.join(project.root, name));
    touched(path.join(this.dir, 'project.config.json'));
    return {
      code: bundle?.code,
      map: bundle?.map,
      problems: this.problems,
      files: [...files, ...(bundle?.inputs ?? [])],
      root: project.root,
      appid: project.appid,
      ms: Math.round(performance.now() - started),
    };
  }

  close(): Promise<void> {
    return this.bundler.close();
  }

  private readonly report = (problem: Problem): void => {
    this.problems.push(problem);
  };
}
