import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { openScreens } from '../wechat';
import { ownBooks } from './books';
import { dayAndTime, quietLine, yuan } from './parts';
import type { OpenScreen } from './stack';

/** A subscribe message that has arrived: `GET /messages`. */
export interface Message {
  readonly id: string;
  readonly at: number;
  readonly templateId: string;
  readonly page: string;
  readonly data: Readonly<Record<string, { readonly value: unknown }>>;
}

/** Names for fields of templates nobody has described, by kind: `thing1` holds a thing. */
const KINDS: Record<string, string> = {
  thing: '事项',
  name: '姓名',
  time: '时间',
  date: '日期',
  amount: '金额',
  phrase: '状态',
  number: '数量',
  character_string: '编号',
  phone_number: '电话',
  const: '说明',
};

export async function fetchMessages(phone: Phone): Promise<Message[]> {
  const path = `/messages?openid=${encodeURIComponent(phone.server.openid)}`;
  const { messages } = await phone.server.control<{ messages: Message[] }>('GET', path);
  return messages;
}

/** Title of a message: that of its template. */
export function messageTitle(phone: Phone, { templateId }: Message): string {
  return phone.server.templates.find(({ id }) => id === templateId)?.title ?? '订阅消息';
}

/** "课程 行书入门" and so on, a line for every field. */
export function messageLines(phone: Phone, { templateId, data }: Message): [name: string, value: string][] {
  const fields = phone.server.templates.find(({ id }) => id === templateId)?.fields ?? {};
  return Object.entries(data).map(([key, { value }]) => [
    fields[key] ?? KINDS[key.replace(/\d+$/, '')] ?? key,
    String(value),
  ]);
}

/** Opens the Mini Program at the page that a message names: scene 1014. */
export function followMessage(phone: Phone, message: Message): void {
  openPage(phone, message.page, 1014);
}

/** Brings the Mini Program to the front at a page, as a link from one of WeChat's own screens does. */
export function openPage(phone: Phone, url: string, scene: number): void {
  openScreens(phone).closeAll();
  const target = url === '' ? phone.firstPage : url;
  phone.app.enterOptions = { ...phone.app.enterOptions, scene };
  phone.router.reLaunch(`/${target.replace(/^\//, '')}`);
  const top = phone.router.top?.url;
  phone.app.show({ path: top?.path ?? '', query: top?.query ?? {}, scene });
}

/** The chat 服务通知: subscribe messages, the latest below. */
export async function openNotices(phone: Phone): Promise<void> {
  const screen = openScreens(phone).open({ title: '服务通知', body: quietLine('正在打开…') });
  const messages = await fetchMessages(phone).catch(() => []);
  if (messages.length === 0) {
    screen.replace(quietLine('还没有通知'));
    return;
  }
  showChat(
    screen,
    messages.map((message) => noticeCard(phone, message)),
  );
}

/** A chat opens at its end. */
function showChat(screen: OpenScreen, cards: readonly HTMLElement[]): void {
  screen.replace(h('div', { class: 'wx-chat' }, ...cards));
  cards.at(-1)?.scrollIntoView({ block: 'end' });
}

function noticeCard(phone: Phone, message: Message): HTMLElement {
  const lines = messageLines(phone, message).map(([name, value]) =>
    h('p', { class: 'wx-line' }, h('span', {}, name), h('b', {}, value)),
  );
  return h(
    'article',
    {},
    h('time', { class: 'wx-chat-time' }, dayAndTime(message.at)),
    h(
      'button',
      { class: 'wx-card', onclick: () => followMessage(phone, message) },
      h('p', { class: 'wx-card-from' }, phone.appName),
      h('h2', {}, messageTitle(phone, message)),
      ...lines,
      h('p', { class: 'wx-card-more' }, '进入小程序查看'),
    ),
  );
}

/**
 * The chat 微信支付: what was deducted. Each leads to the Mini Program's own voucher where the phone knows its
 * page.
 */
export async function openPayments(phone: Phone): Promise<void> {
  const screen = openScreens(phone).open({ title: '微信支付', body: quietLine('正在打开…') });
  const { orders } = await ownBooks(phone).catch(() => ({ orders: [] }));
  const paid = orders
    .filter(({ paidAt }) => paidAt !== undefined)
    .sort((a, b) => (a.paidAt ?? 0) - (b.paidAt ?? 0));
  if (paid.length === 0) {
    screen.replace(quietLine('还没有付款'));
    return;
  }
  const cards = paid.map(({ paidAt, totalAmount, outOrderNo }) => {
    const page = phone.server.voucherPage?.replace('{outOrderNo}', encodeURIComponent(outOrderNo));
    const open = page === undefined ? undefined : () => openPage(phone, page, 1034);
    const words = [
      h('h2', {}, '微信支付分扣费凭证'),
      h('p', { class: 'wx-amount' }, yuan(totalAmount ?? 0)),
      h('p', { class: 'wx-line' }, h('span', {}, '商家'), h('b', {}, phone.appName)),
      h('p', { class: 'wx-line' }, h('span', {}, '单号'), h('b', {}, outOrderNo)),
    ];
    return h(
      'article',
      {},
      h('time', { class: 'wx-chat-time' }, dayAndTime(paidAt ?? 0)),
      open === undefined
        ? h('div', { class: 'wx-card' }, ...words)
        : h(
            'button',
            { class: 'wx-card', onclick: open },
            ...words,
            h('p', { class: 'wx-card-more' }, '查看扣费依据'),
          ),
    );
  });
  showChat(screen, cards);
}
