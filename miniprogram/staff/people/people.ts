import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { access, may, refreshAccess, staffProblem } from '../access';
import { LAST_OWNER_TEXT } from '../end-membership/end-membership-view';
import { type Campuses, type Membership, membershipFault } from '../member-form/member-form-view';
import { type Invitation, type Person, type PersonRow, peopleLists } from './people-view';

const intentions = new Intentions();
const NOBODY = { staffId: '', name: '', roles: [] as Membership['roles'], campusIds: [] as string[] };

Page({
  data: {
    ...{ state: 'loading', title: '', body: '', action: '' },
    active: [] as PersonRow[],
    left: [] as PersonRow[],
    showLeft: false,
    campuses: [] as Campuses,
    institution: '',
    canChange: false,
    canInvite: false,
    inviting: false,
    editing: false,
    ending: false,
    edited: NOBODY,
    fault: '',
    busy: false,
  },

  people: [] as Person[],
  invitation: undefined as Invitation | undefined,

  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const [me, { people }, { campuses, name }] = await Promise.all([
        access(),
        read('staff', 'listPeople', {}),
        read('staff', 'readInstitution', {}).catch((error) => {
          // Before the owner has described the institution there are people all the same.
          if (failureOf(error).code === 'NOT_FOUND') return { campuses: [], name: '' };
          throw error;
        }),
      ]);
      this.people = people;
      this.setData({
        ...{ state: 'ready', campuses, institution: name },
        ...peopleLists(people, campuses, me.staffId),
        ...{ canChange: may(me, 'changeRoles'), canInvite: may(me, 'invite') },
      });
    } catch (error) {
      if (this.data.state === 'ready' && failureOf(error).code !== 'FORBIDDEN') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  toggleLeft() {
    this.setData({ showLeft: !this.data.showLeft });
  },

  openPerson(event: Tap<{ id: string }>) {
    const person = this.people.find(({ staffId }) => staffId === event.currentTarget.dataset.id);
    if (person === undefined || !this.data.canChange) return;
    const { staffId, name, roles, campusIds } = person;
    this.setData({ editing: true, edited: { staffId, name, roles, campusIds }, fault: '' });
  },

  closePerson() {
    this.setData({ editing: false });
  },

  onMembership(event: WechatMiniprogram.CustomEvent<Membership>) {
    this.setData({ edited: { ...this.data.edited, ...event.detail }, fault: '' });
  },

  async saveRoles(): Promise<void> {
    const { staffId, roles, campusIds } = this.data.edited;
    const fault = membershipFault({ roles, campusIds });
    if (fault !== undefined) return this.setData({ fault });
    if (this.data.busy) return;
    const what = JSON.stringify([staffId, roles, campusIds]);
    this.setData({ busy: true });
    try {
      await write('staff', 'changeRoles', { staffId, roles, campusIds }, intentions.idOf(what));
      intentions.answered(what);
      this.setData({ editing: false });
      await refreshAccess();
      await this.load();
    } catch (error) {
      const failure = failureOf(error);
      this.setData({ fault: failure.code === 'WRONG_STATE' ? LAST_OWNER_TEXT : failure.text });
    }
    this.setData({ busy: false });
  },

  openEnd() {
    this.setData({ ending: true });
  },

  closeEnd() {
    this.setData({ ending: false });
  },

  async onEnded() {
    this.setData({ ending: false, editing: false });
    await refreshAccess().catch(() => undefined);
    await this.load();
  },

  openInvite() {
    this.setData({ inviting: true });
  },

  closeInvite() {
    this.invitation = undefined;
    this.setData({ inviting: false });
    // Whoever was invited may have accepted meanwhile.
    this.load();
  },

  onInvited(event: WechatMiniprogram.CustomEvent<Invitation>) {
    this.invitation = event.detail;
  },

  /** The card in the chat: only from the button of an invitation that was just made. */
  onShareAppMessage(options: { from: string }): { title: string; path: string } {
    const card = options.from === 'button' ? this.invitation?.card : undefined;
    return card ?? { title: this.data.institution, path: '/pages/discover/discover' };
  },
});
