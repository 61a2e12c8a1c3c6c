import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { isJson, type Json, readJson, strings } from './json';
import type { Problem } from './problem';

/** A part of the Mini Program that is loaded by itself: the main package has the root ''. */
export interface Package {
  readonly root: string;
  /** Page paths from the root of the Mini Program, without extension. */
  readonly pages: readonly string[];
}

/** Where a Mini Program lies and what it declares. */
export interface Project {
  /** The folder that was named: holds project.config.json, node_modules. */
  readonly dir: string;
  /** The folder that holds app.json. */
  readonly root: string;
  readonly appid: string;
  readonly app: Json;
  readonly theme: Json;
  readonly packages: readonly Package[];
}

export function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}

/** The first of the file names that exists. */
export function firstFile(stem: string, extensions: readonly string[]): string | undefined {
  return extensions.map((extension) => stem + extension).find(isFile);
}

/** Path as shown to people: relative to the project folder, with forward slashes. */
export function shownPath(dir: string, file: string): string {
  return path.relative(dir, file).split(path.sep).join('/');
}

function findRoot(dir: string, config: Json): string {
  const declared = typeof config.miniprogramRoot === 'string' ? config.miniprogramRoot : '';
  const candidates = [declared, '', 'miniprogram', 'src'].map((folder) => path.resolve(dir, folder));
  const root = candidates.find((candidate) => isFile(path.join(candidate, 'app.json')));
  if (root === undefined) {
    throw new Error(
      `${dir} is no Mini Program: neither it nor the miniprogramRoot of its project.config.json has an app.json`,
    );
  }
  return root;
}

function findPackages(app: Json): Package[] {
  const main: Package = { root: '', pages: strings(app.pages) };
  const declared = app.subPackages ?? app.subpackages;
  const others = (Array.isArray(declared) ? declared : []).filter(isJson).map((entry): Package => {
    const root = String(entry.root ?? '').replace(/^\/+|\/+$/g, '');
    return { root, pages: strings(entry.pages).map((page) => `${root}/${page.replace(/^\/+/, '')}`) };
  });
  return [main, ...others];
}

/**
 * Reads project.config.json, app.json and theme.json.
 * @throws Error when the folder holds no Mini Program.
 */
export function readProject(dir: string, report: (problem: Problem) => void): Project {
  const read = (file: string): Json => (isFile(file) ? readJson(file, shownPath(dir, file), report) : {});
  const config = { ...read(path.join(dir, 'project.config.json')), ...privateConfig(dir, read) };
  const root = findRoot(dir, config);
  const app = read(path.join(root, 'app.json'));
  const themeFile = typeof app.themeLocation === 'string' ? app.themeLocation : 'theme.json';
  return {
    dir,
    root,
    appid: typeof config.appid === 'string' ? config.appid : 'touristappid',
    app,
    theme: read(path.join(root, themeFile)),
    packages: findPackages(app),
  };
}

/** project.private.config.json holds a developer's own settings; the phone needs only the appid of it. */
function privateConfig(dir: string, read: (file: string) => Json): Json {
  const own = read(path.join(dir, 'project.private.config.json'));
  return typeof own.appid === 'string' ? { appid: own.appid } : {};
}
