import { createRequire } from 'node:module';
import path from 'node:path';
import { ToldAsTheyCome } from './told-as-they-come.mjs';

/**
 * A test runner for Stryker that loads the tests once and then asks them again and again in the same process, where
 * Stryker's own for jest starts jest anew for each of ten thousand changed programs, at seconds each.
 */
class InProcess {
  #suite;

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** Stryker starts this in the copy of the project whose programs hold every change, each behind a switch. */
  init() {
    const require = createRequire(path.join(process.cwd(), 'tests/mutation/runner.mjs'));
    require('tsx/cjs/api').register();
    const { Suite } = require('./suite.ts');
    this.#suite = new Suite(require);
  }

  async dryRun() {
    this.#suite.load();
    const tests = await this.#suite.runAll();
    return { status: 'complete', tests, mutantCoverage: globalThis.__stryker__.mutantCoverage };
  }

  async mutantRun({
    activeMutant,
    sandboxFileName,
    testFilter,
    hitLimit,
    reloadEnvironment,
    mutantActivation,
  }) {
    globalThis.__stryker__ ??= {};
    const switches = globalThis.__stryker__;
    switches.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    switches.hitLimit = hitLimit;
    switches.hitCount = hitLimit ? 0 : undefined;
    try {
      if (reloadEnvironment) this.#suite.unload();
      this.#suite.load();
      switches.activeMutant = activeMutant.id;
      const { asked, failed } = await this.#suite.firstFailure(testFilter, sandboxFileName);
      if (switches.hitCount > switches.hitLimit) return { status: 'timeout', reason: 'an endless loop' };
      if (failed === undefined) return { status: 'survived', nrOfTests: asked };
      return { status: 'killed', killedBy: [failed.id], failureMessage: failed.message, nrOfTests: asked };
    } catch (error) {
      // A program that does not even load is noticed by everybody.
      return { status: 'killed', killedBy: [], failureMessage: String(error), nrOfTests: 0 };
    } finally {
      switches.activeMutant = undefined;
      if (reloadEnvironment) this.#suite.unload();
    }
  }
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'in-process', injectableClass: InProcess },
  { kind: 'Reporter', name: 'told-as-they-come', injectableClass: ToldAsTheyCome },
];
