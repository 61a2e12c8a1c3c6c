import { h } from '../../runtime/element';
import { initial, type Person } from '../../runtime/identity';
import type { Phone } from '../../runtime/phone';
import { openLayer } from './layer';

/** WeChat's "send to" sheet. @returns the chosen friend, or undefined when none was chosen. */
export async function chooseFriend(phone: Phone, what: string): Promise<Person | undefined> {
  const friends = phone.server.people.filter(({ openid }) => openid !== phone.server.openid);
  return new Promise((resolve) => {
    const end = (friend: Person | undefined): void => {
      layer.close();
      resolve(friend);
    };
    const rows = friends.map((friend) =>
      h(
        'button',
        { class: 'friend', onclick: () => end(friend) },
        h('span', { class: 'avatar', 'aria-hidden': 'true' }, initial(friend.name)),
        friend.name,
      ),
    );
    const none = friends.length === 0 ? h('p', { class: 'sheet-alert' }, '这台手机上没有其他人') : undefined;
    const content = h(
      'div',
      { class: 'sheet' },
      h('p', { class: 'sheet-alert' }, what),
      none,
      ...rows,
      h('button', { class: 'sheet-row sheet-cancel', onclick: () => end(undefined) }, '取消'),
    );
    const layer = openLayer(phone, content, { label: what, kind: 'sheet', dismiss: () => end(undefined) });
  });
}
