import type { Phone } from '../runtime/phone';
import { type ApiSet, asyncApis, number, type Options, required } from './api';

/** Ways from page to page: "API: routing". */
export function routingApis(phone: Phone): ApiSet {
  const { router } = phone;
  return asyncApis(phone, {
    navigateTo(options) {
      const page = router.navigateTo(required(options, 'url'));
      listenToChannel(page.openerChannel, options);
      return { eventChannel: page.openerChannel };
    },
    redirectTo: (options) => run(() => router.redirectTo(required(options, 'url'))),
    reLaunch: (options) => run(() => router.reLaunch(required(options, 'url'))),
    switchTab: (options) => run(() => router.switchTab(required(options, 'url'))),
    navigateBack: (options) => run(() => router.navigateBack(number(options, 'delta', 1))),
  });
}

function run(act: () => void): undefined {
  act();
  return undefined;
}

function listenToChannel(
  channel: { on(name: string, run: (...args: unknown[]) => void): void },
  options: Options,
): void {
  const { events } = options;
  if (typeof events !== 'object' || events === null) return;
  for (const [name, listener] of Object.entries(events)) {
    if (typeof listener === 'function') channel.on(name, (...args) => listener(...args));
  }
}
