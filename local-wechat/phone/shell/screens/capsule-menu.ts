import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { openLayer } from '../dialogs/layer';
import { openSettingsPage } from './settings-page';
import { sharePage } from './share';

/** The sheet behind the three dots of the capsule. */
export function openCapsuleMenu(phone: Phone): void {
  const page = phone.router.top;
  const canShare = page?.has('onShareAppMessage') === true && !phone.shareHidden;
  const close = (): void => layer.close();
  const item = (label: string, act: () => void, enabled = true): HTMLElement =>
    h(
      'button',
      {
        class: 'menu-item',
        disabled: !enabled,
        onclick: () => {
          close();
          act();
        },
      },
      h('span', { class: 'menu-picture', 'aria-hidden': 'true' }, label.slice(0, 1)),
      label,
    );
  const dark = phone.theme.chosenTheme === 'dark';
  const content = h(
    'div',
    { class: 'sheet' },
    h('p', { class: 'sheet-alert' }, phone.appName),
    h(
      'div',
      { class: 'menu-items' },
      item('转发给朋友', () => void sharePage(phone, 'menu'), canShare),
      item('重新进入小程序', () => location.reload()),
      item(dark ? '浅色模式' : '深色模式', () => phone.theme.choose(dark ? 'light' : 'dark')),
      item('设置', () => void openSettingsPage(phone)),
      item('回到微信', () => phone.leave()),
    ),
    h('button', { class: 'sheet-row sheet-cancel', onclick: close }, '取消'),
  );
  const layer = openLayer(phone, content, { label: '更多', kind: 'sheet', dismiss: close });
}
