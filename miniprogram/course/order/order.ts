import type { CoursePage } from '../../../protocol/catalog';
import type { OrderView } from '../../../protocol/order-view';
import { openScorePlan, UPGRADE_TEXT } from '../../api/business-view';
import { read } from '../../api/call';
import { type Failure, failureOf } from '../../api/failure';
import { pageProblem } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { contractNote } from '../detail/detail-view';
import { awaitSignature, begin, packageFor, payEachClass, placeOrder, type Student } from './order-flow';
import {
  type BlockView,
  blockView,
  DIRECT,
  headOf,
  type Promised,
  promisesOf,
  type Term,
  termsOf,
  type Way,
  waysOf,
} from './order-view';
import { firstWay, goOnWords, otherWays, outcomeOf, signedWords } from './outcome-view';
import { newSession } from './session';

Page({
  session: newSession(),

  data: {
    /** loading, error, confirm, checking, unsigned, done */
    phase: 'loading',
    title: '',
    body: '',
    action: '',
    head: { title: '', line: '', cover: '' },
    courseTitle: '',
    /** Amount of the course in the words of its contract. */
    contractNote: '',
    ways: [] as Way[],
    way: '',
    terms: [] as Term[],
    rung: undefined as CoursePage['rungs'][number] | undefined,
    directFen: 0,
    promises: [] as Promised[],
    students: [] as Student[],
    student: undefined as Student | undefined,
    campuses: [] as CoursePage['campuses'],
    campus: undefined as CoursePage['campuses'][number] | undefined,
    block: undefined as BlockView | undefined,
    agreed: false,
    busy: false,
    notice: '',
    sheet: '',
    next: goOnWords(undefined),
    orderId: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.session = newSession(query);
    this.load();
  },

  /** Back from WeChat's sign page, with or without data: the server is asked. */
  onShow() {
    if (!this.session.away) return;
    this.session.away = false;
    this.check();
  },

  async load() {
    try {
      const { course, students, order } = await begin(this.session);
      this.session.course = course;
      this.session.courseId = course.courseId;
      if (order !== undefined && order.state !== 'drafted') return this.settle(order, course);
      const ways = waysOf(course);
      const way = ways.find(({ key }) => key === this.session.way)?.key ?? firstWay(ways);
      const student = students.find(({ studentId }) => studentId === order?.studentId) ?? students[0];
      this.setData({
        phase: 'confirm',
        head: headOf(course),
        courseTitle: course.title,
        contractNote: contractNote(course.contract),
        directFen: course.ordinaryPayment ? course.classPriceFen : 0,
        ...{ ways, students, student },
        campuses: course.campuses,
        campus: course.campuses[0],
        ...this.chosen(course, way),
      });
      if (student !== undefined && order === undefined) this.lookAtOffers(student.studentId);
    } catch (error) {
      this.setData({ ...pageProblem(error), phase: 'error' });
    }
  },

  chosen(course: CoursePage, way: string) {
    const rung = course.rungs.find(({ rungKey }) => rungKey === way);
    return { way, rung, terms: termsOf(course, way, Date.now()), promises: promisesOf(course, way) };
  },

  /** Whether anything stands in the way for this student; an order that was begun is gone on with. */
  async lookAtOffers(studentId: string) {
    const { courseId } = this.session;
    try {
      const { blocks } = await read('score-gate', 'offers', { courseId, studentId });
      if (this.data.student?.studentId !== studentId) return;
      const enrolled = blocks.find(({ kind }) => kind === 'already_enrolled')?.orderId;
      const begun = enrolled === undefined ? undefined : await this.begunOrder(enrolled);
      this.session.orderId = begun ?? '';
      this.setData({ block: begun === undefined ? blockView(blocks) : undefined, notice: '' });
    } catch (error) {
      this.setData({ notice: failureOf(error).text });
    }
  },

  async begunOrder(orderId: string): Promise<string | undefined> {
    const order = await read('signing', 'read', { orderId });
    const outcome = outcomeOf(order);
    return outcome === 'unsigned' || outcome === 'waiting' ? orderId : undefined;
  },

  retry() {
    this.setData({ phase: 'loading' });
    this.load();
  },

  onWay(event: Tap<{ key: string }>) {
    const { course } = this.session;
    const { key } = event.currentTarget.dataset;
    if (course === undefined) return;
    if (this.data.phase === 'unsigned') {
      const way = this.data.ways.find((other) => other.key === key);
      return this.setData({ way: key, next: goOnWords(way), notice: '' });
    }
    this.setData({ ...this.chosen(course, key), notice: '' });
  },

  switchWay() {
    const { course } = this.session;
    if (course === undefined) return;
    const rungKey = course.rungs[0]?.rungKey ?? '';
    this.setData({ ...this.chosen(course, this.data.way === DIRECT ? rungKey : DIRECT), notice: '' });
  },

  onStudent(event: WechatMiniprogram.CustomEvent<Student>) {
    const student = event.detail;
    const known = this.data.students.some(({ studentId }) => studentId === student.studentId);
    const students = known ? this.data.students : [...this.data.students, student];
    this.session.orderId = '';
    this.setData({ ...{ student, students }, sheet: '', block: undefined, notice: '' });
    this.lookAtOffers(student.studentId);
  },

  onCampus(event: WechatMiniprogram.PickerChange) {
    this.setData({ campus: this.data.campuses[Number(event.detail.value)] });
  },

  onAgree() {
    this.setData({ agreed: !this.data.agreed, notice: '' });
  },

  openSheet(event: Tap<{ sheet: string }>) {
    this.setData({ sheet: event.currentTarget.dataset.sheet });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  openContract() {
    wx.navigateTo({ url: `/course/contract/contract?id=${this.session.courseId}` });
  },

  openBlock() {
    const { block } = this.data;
    if (block?.orderId) wx.navigateTo({ url: `/deduction/my-course/my-course?id=${block.orderId}` });
    else this.setData({ sheet: 'students' });
  },

  async confirm() {
    const { busy, student, agreed, block, way, campus } = this.data;
    const { course, intentions } = this.session;
    if (busy || course === undefined || block !== undefined) return;
    if (student === undefined) return this.setData({ sheet: 'students' });
    if (!agreed) return this.setData({ notice: '先读合同，再勾选同意' });
    this.setData({ busy: true, notice: '' });
    try {
      if (this.session.orderId === '') {
        this.session.orderId = await placeOrder(intentions, {
          ...{ course, studentId: student.studentId },
          rungKey: way === DIRECT ? (course.rungs[0]?.rungKey ?? '') : way,
          campusId: campus?.id ?? '',
        });
      }
      await this.go(way);
    } catch (error) {
      this.problem(failureOf(error));
    }
    this.setData({ busy: false });
  },

  /** On with the order: to WeChat's sign page, or on ordinary payment. @throws Failure */
  async go(way: string) {
    const { session } = this;
    if (way === DIRECT) return this.finish(await payEachClass(session.intentions, session.orderId), true);
    const pack = await packageFor(session.intentions, session.orderId, way);
    const { phase } = this.data;
    // Before the jump: coming back may be noticed before the jump is answered.
    session.away = true;
    this.wait('看结果');
    const opened = await openScorePlan(pack);
    if (opened === 'opened') {
      session.tried = [...session.tried.filter((key) => key !== way), way];
      return;
    }
    session.away = false;
    this.setData({ phase, notice: opened === 'too_old' ? UPGRADE_TEXT : '没有打开微信支付分，请再试一次' });
  },

  problem(failure: Failure) {
    const { orderId } = failure.detail;
    this.setData({ notice: failure.text });
    if (failure.code === 'CONTRACT_CHANGED') {
      this.setData({ agreed: false });
      this.load();
    }
    if (typeof orderId === 'string') {
      this.setData({ block: { text: failure.text, action: '看这门课', orderId }, notice: '' });
    }
    if (failure.code === 'WRONG_STATE') this.check();
  },

  /** @param action a way on, should nothing tell the page that she is back */
  wait(action: string) {
    const title = '正在向微信确认';
    this.setData({ phase: 'checking', ...{ title, action }, body: '签约结果回来前，不会产生任何费用。' });
  },

  async check() {
    const { orderId, course } = this.session;
    this.wait('');
    try {
      const order = await awaitSignature(orderId);
      this.settle(order, course ?? (await read('catalog', 'read', { courseId: order.courseId })));
    } catch (error) {
      this.setData({ title: '结果还没回来', body: failureOf(error).text, action: '再看一次' });
    }
  },

  settle(order: OrderView, course: CoursePage) {
    this.session.orderId = order.orderId;
    const outcome = outcomeOf(order);
    if (outcome === 'signed' && this.data.phase === 'checking') return this.finish(order, false);
    if (outcome === 'signed' || outcome === 'over') return this.openMyCourse();
    const { attempt } = order;
    if (attempt && !this.session.tried.includes(attempt.rungKey)) this.session.tried.push(attempt.rungKey);
    const ways = otherWays(course, this.session.tried);
    wx.setNavigationBarTitle({ title: '选择付款方式' });
    this.setData({
      phase: 'unsigned',
      head: headOf(course),
      ...{ ways, way: firstWay(ways) },
      next: goOnWords(ways[0]),
      notice: '',
    });
  },

  async goOn() {
    if (this.data.busy) return;
    this.setData({ busy: true, notice: '' });
    try {
      await this.go(this.data.way === '' ? this.lastTried() : this.data.way);
    } catch (error) {
      this.problem(failureOf(error));
    }
    this.setData({ busy: false });
  },

  async signAgain() {
    this.setData({ way: this.lastTried() });
    await this.goOn();
  },

  lastTried(): string {
    return this.session.tried[this.session.tried.length - 1] ?? '';
  },

  finish(order: OrderView, direct: boolean) {
    wx.setNavigationBarTitle({ title: '' });
    this.setData({ phase: 'done', ...signedWords(order, direct), orderId: order.orderId });
  },

  openMyCourse() {
    wx.redirectTo({ url: `/deduction/my-course/my-course?id=${this.session.orderId}` });
  },

  leave() {
    wx.navigateBack({ fail: () => wx.switchTab({ url: '/pages/discover/discover' }) });
  },
});
