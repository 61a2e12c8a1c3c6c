import type { TaskView } from '../../../protocol/staff-work';
import { newRequestId, read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { type Me, may, NOT_STAFF, refreshAccess, staffProblem } from '../access';
import type { Found } from '../read-some';
import { rollOutbox } from '../roll-call/roll-outbox';
import { staffUrl } from '../staff-pages';
import { type ClassRow, classRows, LOOK_BACK_MS } from './classes-view';
import { groupsOf, headOf, hoursOfToday, moneyWork, NO_COUNTS, shortList } from './home-view';
import { readTasks } from './read-tasks';
import { type TaskRow, taskRows } from './tasks-view';

const intentions = new Intentions();
/** So many of each are shown until she asks for more. */
const FEW = 5;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    head: headOf(undefined, []),
    groups: [] as ReturnType<typeof groupsOf>,
    teaches: false,
    classes: [] as ClassRow[],
    hiddenClasses: 0,
    timetable: '',
    tasks: [] as TaskRow[],
    moreTasks: false,
    money: moneyWork([], undefined),
    leaving: false,
    busy: false,
  },

  me: undefined as Me | undefined,
  all: false,
  rows: [] as ClassRow[],
  found: { items: [] } as Found<TaskView>,
  session: '',

  /** Marks that were given without a network are sent as soon as she is back. */
  onShow() {
    this.load();
    rollOutbox().flush();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    const session = newRequestId();
    this.session = session;
    try {
      const me = await refreshAccess();
      if (me.roles.length === 0) return this.setData({ ...NOT_STAFF, state: 'empty', action: '输入邀请码' });
      const now = Date.now();
      const [campuses, classes, found, { counts }] = await Promise.all([
        me.campusIds.length === 0 ? [] : read('staff', 'readInstitution', {}).then((house) => house.campuses),
        may(me, 'rollCall') ? this.readClasses(now) : [],
        readTasks(me),
        // The list of money work has its own page; that it can't be counted keeps nothing else from her.
        may(me, 'workCounts') ? read('finance', 'workCounts', {}).catch(() => NO_COUNTS) : NO_COUNTS,
      ]);
      if (this.session !== session) return;
      Object.assign(this, { me, found, rows: classRows(classes, me, now) });
      this.setData({
        ...{ state: 'ready', head: headOf(me, campuses), groups: groupsOf(me), teaches: may(me, 'rollCall') },
        ...{ timetable: staffUrl('timetable', me) ?? '', money: moneyWork(counts, me) },
      });
      this.show();
    } catch (error) {
      if (this.data.state === 'ready' && failureOf(error).code !== 'FORBIDDEN') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  async readClasses(now: number) {
    const { from, to } = hoursOfToday(now, LOOK_BACK_MS);
    return (await read('staff', 'listClasses', { from, to })).classes;
  },

  show() {
    const { me, found, rows } = this;
    if (me === undefined) return;
    const classes = this.all ? rows : shortList(rows, FEW);
    this.setData({
      ...{ classes, hiddenClasses: rows.length - classes.length },
      tasks: taskRows(found.items, me, Date.now()),
      moreTasks: found.nextCursor !== undefined,
    });
  },

  showAll() {
    this.all = true;
    this.show();
  },

  async moreTasks() {
    const { me, found } = this;
    if (me === undefined || found.nextCursor === undefined) return;
    try {
      const more = await readTasks(me, found.nextCursor);
      this.found = { ...more, items: [...found.items, ...more.items] };
      this.show();
    } catch (error) {
      showFailure(error);
    }
  },

  retry() {
    if (this.data.title === NOT_STAFF.title) return wx.navigateTo({ url: '/staff/accept/accept' });
    this.setData({ state: 'loading' });
    return this.load();
  },

  open(event: Tap<{ url: string }>) {
    const { url } = event.currentTarget.dataset;
    if (url !== '') wx.navigateTo({ url });
  },

  async onDone(event: Tap<{ id: string; about: string }>) {
    const { id, about } = event.currentTarget.dataset;
    const { confirm } = await wx.showModal({
      ...{ title: '这件事办好了', content: about === '' ? '会从这里移走，记在操作记录里。' : about },
      ...{ confirmText: '办好了', cancelText: '还没有' },
    });
    if (!confirm) return;
    try {
      await write('staff', 'finishTask', { taskId: id }, intentions.idOf(id));
    } catch (error) {
      // Somebody else was quicker, or it settled itself: then it is gone all the same.
      if (failureOf(error).code !== 'WRONG_STATE') return showFailure(error);
    }
    intentions.answered(id);
    this.found = { ...this.found, items: this.found.items.filter((task) => task.taskId !== id) };
    this.show();
  },

  openLeave() {
    this.setData({ leaving: true });
  },

  closeLeave() {
    this.setData({ leaving: false });
  },

  onLeft() {
    this.setData({ leaving: false });
    this.load();
  },
});
