import type { BuiltinHost } from '../builtins/builtin';
import { defineOpenType } from '../builtins/open/open-type';
import { h } from '../runtime/element';
import type { Phone } from '../runtime/phone';
import { showModal } from './dialogs/modal';
import { quietLine } from './screens/parts';
import { openSettingsPage } from './screens/settings-page';
import { sharePage } from './screens/share';
import { openScreens } from './wechat';

/** What buttons with `open-type` do: see "button" in WeChat's developer documents. */
export function defineOpenButtons(phone: Phone): void {
  const { problems } = phone;
  const run = (act: (host: BuiltinHost) => Promise<void>) => (host: BuiltinHost) => {
    act(host).catch((error: unknown) => problems.error(error, '<button open-type>'));
  };
  defineOpenType(
    'share',
    run((host) =>
      sharePage(phone, 'button', { id: host.component.id, dataset: { ...host.component.dataset } }),
    ),
  );
  defineOpenType('contact', (host) => openContact(phone, host));
  defineOpenType(
    'openSetting',
    run(async (host) => {
      await openSettingsPage(phone);
      host.emit('opensetting', {
        errMsg: 'openSetting:ok',
        authSetting: { ...phone.permissions.kept.scopes },
      });
    }),
  );
  defineOpenType('getUserInfo', (host) => {
    host.emit('getuserinfo', {
      errMsg: 'getUserInfo:ok',
      userInfo: { nickName: '微信用户', avatarUrl: '', gender: 0 },
    });
  });
  for (const name of ['getPhoneNumber', 'getRealtimePhoneNumber']) {
    defineOpenType(
      name,
      run((host) => phoneNumber(phone, host, name.toLowerCase())),
    );
  }
  defineOpenType(
    'chooseAvatar',
    run((host) => avatar(phone, host)),
  );
  defineOpenType('agreePrivacyAuthorization', (host) => {
    phone.privacy.agree();
    host.emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
  });
}

/** Customer service: a chat, in which the phone can only say that nobody answers here. */
function openContact(phone: Phone, host: BuiltinHost): void {
  const body = h('div', {}, quietLine('客服会话。本地手机里没有人会回复。'));
  openScreens(phone).open({
    title: `${phone.appName} 客服`,
    body,
    back: () => host.emit('contact', { path: '', query: {} }),
  });
}

async function phoneNumber(phone: Phone, host: BuiltinHost, event: string): Promise<void> {
  await phone.privacy.pass('getPhoneNumber');
  const answer = await showModal(phone, {
    title: `${phone.appName} 申请获取并验证你的手机号`,
    content: '13800138000',
    editable: true,
    placeholder: '手机号',
    cancel: '不允许',
    cancelColour: '#000000',
    confirm: '允许',
    confirmColour: '#07C160',
  });
  const { openid } = phone.server;
  const outcome = answer.confirm ? 'allow' : 'deny';
  const number = answer.confirm ? { phoneNumber: answer.content } : {};
  const detail = phone.server.hasWeChat
    ? await phone.server.control<object>('POST', '/wechat/phone-number', { openid, outcome, ...number })
    : { errMsg: answer.confirm ? 'getPhoneNumber:ok' : 'getPhoneNumber:fail user deny', code: 'local' };
  host.emit(event, detail);
}

async function avatar(phone: Phone, host: BuiltinHost): Promise<void> {
  await phone.privacy.pass('chooseAvatar');
  const input = h('input', { type: 'file', accept: 'image/*' });
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file === undefined) return;
    const extension = file.name.split('.').at(-1) ?? 'png';
    host.emit('chooseavatar', { avatarUrl: phone.files.addTemporary(file, extension) });
  });
  input.click();
}
