import type { StaffRole } from '../../../../protocol/staff-people';
import { write } from '../../../api/call';
import { failureOf } from '../../../api/failure';
import { Intentions } from '../../../api/intention';
import { type Campuses, type Membership, membershipFault } from '../../member-form/member-form-view';
import { type Invitation, invitationView } from '../people-view';

const intentions = new Intentions();
const EMPTY = {
  ...{ name: '', roles: [] as StaffRole[], campusIds: [] as string[] },
  ...{ fault: '', busy: false, invitation: undefined as Invitation | undefined },
};

/**
 * Invites one colleague: her name, her roles, then the one-time code, to be sent as a card or copied. Sends `invited`, so
 * that the page can make the card, and `close`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    campuses: { type: Array, value: [] as Campuses },
    institution: { type: String, value: '' },
  },
  data: EMPTY,
  observers: {
    visible(visible: boolean) {
      // A code is shown once: what is closed is gone.
      if (visible) this.setData(EMPTY);
    },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
    onName(event: WechatMiniprogram.Input) {
      this.setData({ name: event.detail.value, fault: '' });
    },
    onMembership(event: WechatMiniprogram.CustomEvent<Membership>) {
      this.setData({ ...event.detail, fault: '' });
    },
    async invite() {
      const { roles, campusIds, busy, institution } = this.data;
      const name = this.data.name.trim();
      const fault = name === '' ? '写一下称呼' : membershipFault({ roles, campusIds });
      if (fault !== undefined) return this.setData({ fault });
      if (busy) return;
      const what = JSON.stringify([name, roles, campusIds]);
      this.setData({ busy: true });
      try {
        const made = await write('staff', 'invite', { name, roles, campusIds }, intentions.idOf(what));
        intentions.answered(what);
        const invitation = invitationView(made, name, institution);
        this.setData({ invitation });
        this.triggerEvent('invited', invitation);
      } catch (error) {
        this.setData({ fault: failureOf(error).text });
      }
      this.setData({ busy: false });
    },
    copy() {
      const { invitation } = this.data;
      if (invitation === undefined) return;
      wx.setClipboardData({
        data: invitation.code,
        fail: () => wx.showToast({ title: '没有复制成，请读给对方', icon: 'none' }),
      });
    },
  },
});
