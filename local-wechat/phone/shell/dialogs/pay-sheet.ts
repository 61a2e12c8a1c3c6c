import { icon } from '../../runtime/chrome/icons';
import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { yuan } from '../screens/parts';
import { openLayer } from './layer';

/** WeChat's cashier of `wx.requestPayment`. @returns whether the person pays. */
export function openPaySheet(
  phone: Phone,
  words: { description: string; amountFen: number },
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (pays: boolean): void => {
      layer.close();
      resolve(pays);
    };
    const content = h(
      'div',
      { class: 'pay' },
      h('button', { class: 'pay-close', 'aria-label': '放弃付款', onclick: () => end(false) }, icon('close')),
      h('p', { class: 'pay-to' }, words.description),
      h('p', { class: 'pay-amount' }, yuan(words.amountFen)),
      h('p', { class: 'pay-way' }, h('span', {}, '付款方式'), h('b', {}, '零钱')),
      h('button', { class: 'wx-big', onclick: () => end(true) }, '确认支付'),
    );
    const label = `付款 ${yuan(words.amountFen)}`;
    const layer = openLayer(phone, content, { label, kind: 'sheet', escape: () => end(false) });
  });
}
