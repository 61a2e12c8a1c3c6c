import { icon } from '../../runtime/chrome/icons';
import { h } from '../../runtime/element';
import { initial } from '../../runtime/identity';
import type { Phone } from '../../runtime/phone';
import { openScreens } from '../wechat';
import { openNotices, openPage, openPayments } from './messages';
import { group, row } from './parts';
import { openWallet } from './services-page';
import { receivedCards } from './share';

/** WeChat behind the Mini Program: chats, and what is mine. */
export function openHome(phone: Phone): void {
  const content = h('div', { class: 'wx-home-content' });
  const tabs = {
    微信: () => chats(phone),
    我: () => me(phone),
  };
  const show = (name: keyof typeof tabs): void => {
    content.replaceChildren(tabs[name]());
    for (const button of bar.children)
      button.setAttribute('aria-current', String(button.textContent === name));
  };
  const bar = h(
    'nav',
    { class: 'wx-home-tabs', 'aria-label': '微信' },
    ...(['微信', '我'] as const).map((name) => h('button', { onclick: () => show(name) }, name)),
  );
  openScreens(phone).open({
    title: '微信',
    body: h('div', { class: 'wx-home' }, content, bar),
    rooted: true,
  });
  show('微信');
}

function chats(phone: Phone): HTMLElement {
  const back = (): void => {
    openScreens(phone).closeAll();
    const url = phone.router.top?.url;
    phone.app.show({ path: url?.path ?? '', query: url?.query ?? {}, scene: 1089 });
  };
  const cards = receivedCards(phone).map(({ from, title, path }) =>
    chat(initial(from), from, `[小程序] ${title}`, () => openPage(phone, path, 1007)),
  );
  return h(
    'div',
    {},
    chat('程', phone.appName, '最近使用的小程序', back),
    chat('通', '服务通知', '订阅消息', () => void openNotices(phone)),
    chat('付', '微信支付', '付款和扣费', () => void openPayments(phone)),
    ...cards,
  );
}

function chat(picture: string, name: string, last: string, open: () => void): HTMLElement {
  return h(
    'button',
    { class: 'wx-chat-row', onclick: open },
    h('span', { class: 'avatar', 'aria-hidden': 'true' }, picture),
    h('span', { class: 'wx-chat-words' }, h('b', {}, name), h('span', {}, last)),
    icon('right'),
  );
}

function me(phone: Phone): HTMLElement {
  const { openid, people } = phone.server;
  const name = people.find((person) => person.openid === openid)?.name ?? openid;
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'wx-me' },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initial(name)),
      h('b', {}, name),
    ),
    group(row('服务', '钱包', () => void openWallet(phone))),
  );
}
