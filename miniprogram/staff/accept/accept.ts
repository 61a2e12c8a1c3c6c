import { write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { access, type Me, refreshAccess } from '../access';
import { acceptFault, acceptWords, cleanCode, joinedWords, type Way } from './accept-view';

const intentions = new Intentions();

Page({
  data: {
    ...{ state: 'ready', title: '', body: '' },
    way: 'invited' as Way,
    words: acceptWords('invited', undefined),
    code: '',
    name: '',
    fault: '',
    busy: false,
  },

  me: undefined as Me | undefined,

  onLoad(query: { code?: string }) {
    this.setData({ code: query.code ?? '' });
    access().then(
      (me) => {
        this.me = me;
        this.setData({ words: acceptWords(this.data.way, me) });
      },
      // Who she is here matters only to the words.
      () => undefined,
    );
  },

  onCode(event: WechatMiniprogram.Input) {
    this.setData({ code: event.detail.value, fault: '' });
  },

  onName(event: WechatMiniprogram.Input) {
    this.setData({ name: event.detail.value, fault: '' });
  },

  otherWay() {
    const way: Way = this.data.way === 'invited' ? 'first' : 'invited';
    this.setData({ way, words: acceptWords(way, this.me), code: '', fault: '' });
  },

  async onSubmit() {
    const { way, name, busy } = this.data;
    const code = cleanCode(this.data.code);
    const fault = acceptFault(way, code, name);
    if (fault !== undefined) return this.setData({ fault });
    if (busy) return;
    this.setData({ busy: true });
    try {
      const member = way === 'first' ? await this.claim(code, name.trim()) : await this.accept(code);
      this.setData({ state: 'empty', ...joinedWords(member) });
      await refreshAccess().catch(() => undefined);
    } catch (error) {
      const failure = failureOf(error);
      const used = '这个码用过了、过期了，或者输错了。请同事重新发一个。';
      this.setData({ fault: failure.code === 'INVITATION_INVALID' ? used : failure.text });
    }
    this.setData({ busy: false });
  },

  accept(code: string) {
    return write('staff', 'accept', { code }, intentions.idOf(`accept ${code}`));
  },

  async claim(code: string, name: string) {
    await write('staff', 'claimOwner', { code, name }, intentions.idOf(`claim ${code} ${name}`));
    return { name, roles: ['owner' as const] };
  },

  openHome() {
    wx.redirectTo({ url: '/staff/home/home' });
  },
});
