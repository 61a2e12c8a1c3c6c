import type { Problem } from '../build/problem';
import type { Phone } from './phone';

interface Built {
  readonly version: number;
  /** Is there a script to run? */
  readonly usable: boolean;
  readonly problems: readonly Problem[];
}

/** What the page keeps to come back to after a reload. */
export function startUrl(fallback: string): string {
  return decodeURIComponent(location.hash.slice(1)) || fallback;
}

/**
 * Follows the builds on the server. A build that made a script reloads the phone at the page it is on; one
 * that did not is shown and leaves the last good one running.
 */
export function followBuilds(
  version: number,
  show: (problems: readonly Problem[]) => void,
  phone: () => Phone | undefined,
): void {
  void fetch('/build').then(async (response) => {
    const built: Built = await response.json();
    show(built.problems);
  });
  const events = new EventSource('/events');
  events.onmessage = (message) => {
    const built: Built = JSON.parse(message.data);
    if (built.version <= version) return;
    show(built.problems);
    if (!built.usable) return;
    const url = phone()?.router.currentUrl() ?? '';
    if (url !== '') history.replaceState(null, '', `#${url}`);
    location.reload();
  };
}
