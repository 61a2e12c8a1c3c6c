import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Circus } from '@jest/types';
import { expect } from 'expect';
import * as fc from 'fast-check';
import * as circus from 'jest-circus';

/** Quick tests first: what they notice needs no whole institution. */
const FOLDERS = ['tests/domain', 'tests/usecases'];

/** They ask for jest's own timers, or turn to programs outside. */
const ELSEWHERE = /orders\/lessons\.test|checked-by-others/;

/** Of more tests of use cases than these, the last in turn are not asked: the score is at worst too low. */
const MOST_ASKED = Number(process.env.MOST_ASKED ?? 60);

interface Case {
  id: string;
  name: string;
  fileName: string;
  fn: Circus.TestFn;
  before: Circus.HookFn[];
  after: Circus.HookFn[];
}

interface Failure {
  id: string;
  message: string;
}

/** Switches of the changed programs, as Stryker writes them into each file. */
function switches(): { currentTestId?: string } {
  const known: { currentTestId?: string } = Reflect.get(globalThis, '__stryker__') ?? {};
  Reflect.set(globalThis, '__stryker__', known);
  return known;
}

/** The tests of the rules and of the use cases, written down by jest's own `describe` and `test` and asked in turn. */
export class Suite {
  private cases: Case[] = [];
  private readonly took = new Map<string, number>();

  constructor(private readonly require: NodeJS.Require) {}

  load(): void {
    if (this.cases.length > 0) return;
    // Shrinking tells a person what broke; here it is enough that it broke.
    fc.configureGlobal({ endOnFailure: true, seed: 1 });
    circus.resetState();
    const { describe, test, it, beforeAll, beforeEach, afterAll, afterEach } = circus;
    Object.assign(globalThis, { describe, test, it, expect, beforeAll, beforeEach, afterAll, afterEach });
    for (const file of FOLDERS.flatMap(testFiles))
      describe(file, () => void this.require(path.resolve(file)));
    const { children } = circus.getState().rootDescribeBlock;
    this.cases = apart(children.flatMap((block) => casesOf(block, block.name)));
  }

  /** Forgets every file of the project, for a change in what is made while a file loads. */
  unload(): void {
    this.cases = [];
    for (const file of Object.keys(this.require.cache)) {
      const own = !file.includes('node_modules') && !file.includes(`${path.sep}tests${path.sep}mutation`);
      if (own) delete this.require.cache[file];
    }
  }

  /** Asks every test, as Stryker wants to know it before anything is changed. */
  async runAll() {
    const results = [];
    for (const one of this.cases) {
      const { id, name, fileName } = one;
      const message = await this.ask(one);
      const timeSpentMs = this.took.get(id) ?? 0;
      results.push(
        message === undefined
          ? { id, name, fileName, timeSpentMs, status: 0 }
          : { id, name, fileName, timeSpentMs, status: 1, failureMessage: message },
      );
    }
    return results;
  }

  /**
   * Asks the tests of these names until one fails; all tests when none are named. First those of the rules, and those
   * whose file names the changed program; then some of all others.
   */
  async firstFailure(
    ids: readonly string[] | undefined,
    changed: string,
  ): Promise<{ asked: number; failed: Failure | undefined }> {
    const named = new Set(ids);
    const chosen = ids === undefined ? this.cases : this.cases.filter(({ id }) => named.has(id));
    const isAbout = (one: Case) =>
      one.fileName.startsWith('tests/domain') || namesProgram(one.fileName, changed);
    const others = chosen.filter((one) => !isAbout(one));
    const inOrder = [
      ...this.quickFirst(chosen.filter(isAbout)),
      ...this.fromEachFile(others).slice(0, MOST_ASKED),
    ];
    for (const [i, one] of inOrder.entries()) {
      const message = await this.ask(one);
      if (message !== undefined) return { asked: i + 1, failed: { id: one.id, message } };
    }
    return { asked: inOrder.length, failed: undefined };
  }

  private quickFirst(cases: readonly Case[]): Case[] {
    const took = ({ id }: Case) => this.took.get(id) ?? 0;
    return [...cases].sort((a, b) => took(a) - took(b));
  }

  /** The quickest test of each file, then the second of each, and so on: those of one file do much the same. */
  private fromEachFile(cases: readonly Case[]): Case[] {
    const seen = new Map<string, number>();
    const rounds = this.quickFirst(cases).map((one) => {
      const round = seen.get(one.fileName) ?? 0;
      seen.set(one.fileName, round + 1);
      return { one, round };
    });
    return rounds.sort((a, b) => a.round - b.round).map(({ one }) => one);
  }

  /** Says why it failed, or nothing. */
  private async ask({ id, fn, before, after }: Case): Promise<string | undefined> {
    const ns = switches();
    ns.currentTestId = id;
    const began = performance.now();
    try {
      for (const hook of before) await call(hook);
      await call(fn);
      return undefined;
    } catch (error) {
      return String(error);
    } finally {
      for (const hook of after) await Promise.resolve(call(hook)).catch(() => undefined);
      this.took.set(id, performance.now() - began);
      delete ns.currentTestId;
    }
  }
}

const IMPORTED = new Map<string, ReadonlySet<string>>();

/** Whether a test imports the program itself, and so asks it without a detour. */
function namesProgram(testFile: string, program: string): boolean {
  let imported = IMPORTED.get(testFile);
  if (imported === undefined) {
    const names = readFileSync(testFile, 'utf8').matchAll(/from '(\.[^']+)'/g);
    imported = new Set([...names].map(([, name = '']) => `${path.resolve(path.dirname(testFile), name)}.ts`));
    IMPORTED.set(testFile, imported);
  }
  return imported.has(path.resolve(program));
}

async function call(fn: Circus.TestFn | Circus.HookFn): Promise<void> {
  await (fn as () => unknown).call(undefined);
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const found = path.join(folder, entry.name);
      return entry.isDirectory() ? testFiles(found) : [found];
    })
    .filter((file) => file.endsWith('.test.ts') && !ELSEWHERE.test(file))
    .sort();
}

/** Gives tests of one name numbers: Stryker knows them by their names. */
function apart(cases: readonly Case[]): Case[] {
  const seen = new Map<string, number>();
  return cases.map((one) => {
    const times = (seen.get(one.id) ?? 0) + 1;
    seen.set(one.id, times);
    return times === 1 ? one : { ...one, id: `${one.id} (${times})` };
  });
}

/** Hooks of a whole block run for each test here, so that what they touch counts as touched by that test. */
function casesOf(
  entry: Circus.DescribeBlock | Circus.TestEntry,
  fileName: string,
  before: Circus.HookFn[] = [],
  after: Circus.HookFn[] = [],
  name = '',
): Case[] {
  const full = `${name} ${entry.name}`.trim();
  if (entry.type === 'test') {
    if (entry.fn === undefined || entry.mode === 'skip') return [];
    return [{ id: full, name: full, fileName, fn: entry.fn, before, after }];
  }
  const hooks = (kind: Circus.HookType) =>
    entry.hooks.filter(({ type }) => type === kind).map(({ fn }) => fn);
  const first = [...before, ...hooks('beforeAll'), ...hooks('beforeEach')];
  const last = [...hooks('afterEach'), ...hooks('afterAll'), ...after];
  return entry.children.flatMap((child) => casesOf(child, fileName, first, last, full));
}
