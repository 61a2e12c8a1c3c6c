import type { Caller } from '../runtime/code/registry';
import type { Phone } from '../runtime/phone';
import { createAnimation } from './animation';
import type { ApiSet } from './api';
import { audioApis } from './audio';
import { barApis } from './bars';
import { cloudApis } from './cloud';
import { deviceApis } from './device';
import { feedbackApis } from './feedback';
import { fileApis } from './files';
import { type IntersectionOptions, IntersectionWatch } from './intersection';
import { mediaApis } from './media';
import { networkApis } from './network';
import { openApis } from './open';
import { privacyApis } from './privacy';
import { routingApis } from './routing';
import { createSelectorQuery } from './selector-query';
import { shareApis } from './share';
import { storageApis } from './storage';
import { systemApis } from './system';

const FAMILIES: readonly ((phone: Phone) => ApiSet)[] = [
  routingApis,
  systemApis,
  feedbackApis,
  storageApis,
  barApis,
  networkApis,
  cloudApis,
  deviceApis,
  fileApis,
  mediaApis,
  openApis,
  privacyApis,
  shareApis,
  audioApis,
  viewApis,
];

/** What looks at and moves the elements of a page. */
function viewApis(phone: Phone): ApiSet {
  return {
    createAnimation,
    createSelectorQuery: () => createSelectorQuery(phone),
    createIntersectionObserver: (scope: Caller, options?: IntersectionOptions) =>
      new IntersectionWatch(scope, options),
    createMediaQueryObserver: (scope?: Caller) =>
      (scope ?? phone.router.top?.caller)?.createMediaQueryObserver(),
    nextTick: (run: () => void) => void Promise.resolve().then(run),
  };
}

/**
 * The global `wx`. Names that WeChat's phone would not know either way are looked up by libraries that feel
 * their way; the phone says once that it lacks them and gives undefined, as an older WeChat would.
 */
export function makeWx(phone: Phone): ApiSet {
  const known: ApiSet = Object.assign({}, ...FAMILIES.map((family) => family(phone)));
  known.canIUse = (schema: string): boolean => (schema.split('.')[0] ?? '') in known;
  return new Proxy(known, {
    get(apis, name) {
      if (typeof name === 'string' && !(name in apis)) phone.problems.absent(`wx.${name}`);
      return Reflect.get(apis, name);
    },
  });
}
