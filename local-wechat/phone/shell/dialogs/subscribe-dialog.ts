import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { openLayer } from './layer';

/** What the person has answered: the accepted template ids, and whether that is to hold from now on. */
export interface SubscribeAnswer {
  readonly accepted: readonly string[];
  readonly always: boolean;
}

/**
 * WeChat's dialog of `wx.requestSubscribeMessage`. @returns undefined when it was dismissed without an
 * answer.
 */
export function askToSubscribe(phone: Phone, templateIds: readonly string[]): Promise<SubscribeAnswer> {
  return new Promise((resolve) => {
    const boxes = templateIds.map((id) => {
      const box = h('input', { type: 'checkbox', checked: true, value: id });
      const title = phone.server.templates.find((template) => template.id === id)?.title ?? id;
      return { box, row: h('label', { class: 'subscribe-row' }, box, h('span', {}, title)) };
    });
    const always = h('input', { type: 'checkbox' });
    const end = (allow: boolean): void => {
      layer.close();
      const accepted = allow ? boxes.filter(({ box }) => box.checked).map(({ box }) => box.value) : [];
      resolve({ accepted, always: always.checked });
    };
    const content = h(
      'div',
      { class: 'subscribe' },
      h('p', { class: 'subscribe-app' }, phone.appName),
      h('h2', {}, '申请发送以下订阅消息'),
      ...boxes.map(({ row }) => row),
      h(
        'label',
        { class: 'subscribe-row subscribe-always' },
        always,
        h('span', {}, '总是保持以上选择，不再询问'),
      ),
      h(
        'div',
        { class: 'subscribe-buttons' },
        h('button', { class: 'subscribe-no', onclick: () => end(false) }, '取消'),
        h('button', { class: 'subscribe-yes', onclick: () => end(true) }, '允许'),
      ),
    );
    const layer = openLayer(phone, content, { label: '订阅消息', kind: 'sheet', dismiss: () => end(false) });
  });
}
