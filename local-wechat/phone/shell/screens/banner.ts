import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { fetchMessages, followMessage, type Message, messageLines, messageTitle } from './messages';

const LOOK_EVERY_MS = 2000;
const SHOWN_MS = 6000;

/** Looks for new service notices and lets each slide in at the top of the screen. */
export function watchMessages(phone: Phone): void {
  if (!phone.server.hasWeChat) return;
  let seen: Set<string> | undefined;
  const look = async (): Promise<void> => {
    const messages = await fetchMessages(phone).catch(() => undefined);
    if (messages !== undefined) {
      const known = seen;
      const fresh = known === undefined ? [] : messages.filter(({ id }) => !known.has(id));
      seen = new Set(messages.map(({ id }) => id));
      const last = fresh.at(-1);
      if (last !== undefined) showBanner(phone, last);
    }
    setTimeout(() => void look(), LOOK_EVERY_MS);
  };
  void look();
}

function showBanner(phone: Phone, message: Message): void {
  const [first] = messageLines(phone, message);
  const open = (): void => {
    banner.remove();
    followMessage(phone, message);
  };
  const words = h(
    'button',
    { class: 'banner', onclick: open },
    h('span', { class: 'banner-from' }, `服务通知 · ${phone.appName}`),
    h('b', {}, messageTitle(phone, message)),
    first === undefined ? undefined : h('span', {}, first[1]),
  );
  // The words are an alert, and what is in it is still a button.
  const banner = h('div', { class: 'banner-holder', role: 'alert' }, words);
  banner.addEventListener('keydown', ({ key }) => key === 'Escape' && banner.remove());
  phone.screen.root.querySelector('.banner-holder')?.remove();
  phone.screen.root.append(banner);
  setTimeout(() => banner.remove(), SHOWN_MS);
}
