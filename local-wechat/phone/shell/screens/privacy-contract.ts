import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';
import { openScreens } from '../wechat';

/**
 * The privacy guidelines, which WeChat keeps for every Mini Program. Here the text is a stand-in and says so.
 */
export function openPrivacyContract(phone: Phone): void {
  const words = [
    `本指引是${phone.appName}小程序开发者为处理你的个人信息而制定。`,
    '正式的内容由开发者在微信公众平台“用户隐私保护指引”里填写，本地手机没有它，这里只是占位。',
  ];
  const body = h('article', { class: 'wx-article' }, ...words.map((word) => h('p', {}, word)));
  openScreens(phone).open({ title: '小程序隐私保护指引', body, background: '#ffffff' });
}
