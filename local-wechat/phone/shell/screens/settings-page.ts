import { h } from '../../runtime/element';
import { SCOPES } from '../../runtime/permissions';
import type { Phone } from '../../runtime/phone';
import { openScreens } from '../wechat';
import { group, quietLine, switchRow } from './parts';

/**
 * WeChat's page 设置 of a Mini Program: what it has asked for, and the way to change the answers. It closes when the
 * person goes back.
 */
export function openSettingsPage(phone: Phone): Promise<void> {
  return new Promise((resolve) => {
    openScreens(phone).open({ title: '设置', body: settings(phone), back: resolve });
  });
}

function settings(phone: Phone): HTMLElement {
  const { permissions } = phone;
  const { scopes, subscriptions, subscribes } = permissions.kept;
  const asked = Object.entries(scopes).map(([scope, allowed]) =>
    switchRow(SCOPES[scope] ?? scope, allowed, (on) => permissions.setScope(scope, on)),
  );
  const messages = Object.entries(subscriptions).map(([id, answer]) =>
    switchRow(titleOf(phone, id), answer === 'accept', (on) =>
      permissions.setSubscription(id, on ? 'accept' : 'reject'),
    ),
  );
  return h(
    'div',
    {},
    h('h2', { class: 'wx-caption' }, `允许${phone.appName}`),
    asked.length === 0 ? quietLine('它还没有申请过权限') : group(...asked),
    h('h2', { class: 'wx-caption' }, '订阅消息'),
    group(
      switchRow('接收订阅消息', subscribes, (on) => permissions.change({ subscribes: on })),
      ...messages,
    ),
  );
}

function titleOf(phone: Phone, templateId: string): string {
  return phone.server.templates.find(({ id }) => id === templateId)?.title ?? templateId;
}
