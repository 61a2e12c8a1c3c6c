import { read } from '../../api/call';
import type { Tap } from '../../api/tap';
import { accountRows, learnerRows, type MeRow, staffRow } from './me-view';

Page({
  data: {
    learner: learnerRows(0),
    account: accountRows(),
    staff: undefined as MeRow | undefined,
    /** Not staff, as far as is known: the way in by a code is offered. */
    stranger: false,
    institution: '',
    licence: '',
    phone: '',
  },

  onShow() {
    this.load();
  },

  /** Every part by itself: one that doesn't come leaves the others usable. */
  async load() {
    const [inbox, staff, institution] = await Promise.allSettled([
      read('classroom', 'inbox', { limit: 1 }),
      read('staff', 'me', {}),
      read('catalog', 'institution', {}),
    ]);
    this.setData({
      ...(inbox.status === 'fulfilled' ? { learner: learnerRows(inbox.value.unread) } : {}),
      ...(staff.status === 'fulfilled'
        ? { staff: staffRow(staff.value), stranger: staff.value.roles.length === 0 }
        : {}),
      ...(institution.status === 'fulfilled'
        ? {
            institution: institution.value.name,
            licence: institution.value.licence,
            phone: institution.value.servicePhone,
          }
        : {}),
    });
  },

  open(event: Tap<{ url: string }>) {
    wx.navigateTo({ url: event.currentTarget.dataset.url });
  },

  onCall() {
    wx.makePhoneCall({ phoneNumber: this.data.phone, fail: () => undefined });
  },
});
