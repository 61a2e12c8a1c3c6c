import type { Phone } from '../../runtime/phone';
import { formatPageUrl } from '../../runtime/router/url';
import { chooseFriend } from '../dialogs/friends';

/** A Mini Program card in somebody's chats. */
export interface SharedCard {
  readonly to: string;
  readonly from: string;
  readonly title: string;
  readonly path: string;
}

const KEPT = 20;

function cardsKey(phone: Phone): string {
  return `phone:${phone.built.appid}:cards`;
}

function allCards(phone: Phone): SharedCard[] {
  const kept: unknown = JSON.parse(localStorage.getItem(cardsKey(phone)) ?? '[]');
  return Array.isArray(kept) ? kept : [];
}

/** Cards that others have sent to the person who holds the phone, the latest first. */
export function receivedCards(phone: Phone): SharedCard[] {
  return allCards(phone)
    .filter(({ to }) => to === phone.server.openid)
    .reverse();
}

interface ShareContent {
  readonly title?: unknown;
  readonly path?: unknown;
  readonly promise?: unknown;
}

/**
 * Sends the page on top to a friend: asks the page what to show (`onShareAppMessage`), then the person whom
 * to send it to.
 * @param from 'button' with the button's facts as target, or 'menu'.
 */
export async function sharePage(phone: Phone, from: 'button' | 'menu', target?: unknown): Promise<void> {
  const page = phone.router.top;
  if (page === undefined || !page.has('onShareAppMessage')) return;
  const answer = page.call('onShareAppMessage', { from, target, webViewUrl: '' });
  const content: ShareContent = await settled(answer);
  const title = typeof content.title === 'string' ? content.title : phone.appName;
  const path = typeof content.path === 'string' ? content.path : formatPageUrl(page.url);
  const friend = await chooseFriend(phone, `发送给朋友：${title}`);
  if (friend === undefined) return;
  const sender = phone.server.people.find(({ openid }) => openid === phone.server.openid)?.name ?? '朋友';
  const card: SharedCard = { to: friend.openid, from: sender, title, path };
  localStorage.setItem(cardsKey(phone), JSON.stringify([...allCards(phone), card].slice(-KEPT)));
  phone.server.record({ kind: 'api', name: 'onShareAppMessage', ok: true, ms: 0, request: card, answer: {} });
}

/** The page may answer at once or by a promise inside `promise`; WeChat waits three seconds for that. */
async function settled(answer: unknown): Promise<ShareContent> {
  if (typeof answer !== 'object' || answer === null) return {};
  const content: ShareContent = answer;
  if (!(content.promise instanceof Promise)) return content;
  const timeout = new Promise<ShareContent>((resolve) => setTimeout(() => resolve(content), 3000));
  return Promise.race([content.promise, timeout]);
}
