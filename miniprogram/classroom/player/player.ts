import type { LessonView } from '../../../protocol/classroom';
import { newRequestId, read, write } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { openPdf } from '../class/material';
import {
  type ContentItem,
  contentOf,
  finishedText,
  type LessonCard,
  type LessonRow,
  type Lessons,
  lessonAfter,
  lessonRows,
  lessonToGoOn,
  startQuestion,
  waitingWords,
} from './player-view';
import { type Place, Progress } from './progress';

/** A lesson that is being opened is asked about this often. */
const ASKS = 5;
const ASK_EVERY_MS = 2_000;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    rows: [] as LessonRow[],
    lesson: undefined as { no: number; title: string; finished: boolean } | undefined,
    content: [] as ContentItem[],
    item: 0,
    startAt: 0,
    waiting: undefined as ReturnType<typeof waitingWords> | undefined,
    busy: '',
    opening: 0,
    note: '',
    /** The lesson after the one that is shown. */
    next: 0,
  },

  orderId: '',
  lessons: undefined as Lessons | undefined,
  progress: undefined as Progress | undefined,
  /** The lesson she wants, while it can't be shown. */
  wanted: undefined as LessonCard | undefined,
  /** Fresh links were asked for this lesson already. */
  renewed: 0,

  onLoad(query: { id?: string; lesson?: string }) {
    this.orderId = query.id ?? '';
    this.load(Number(query.lesson ?? 0));
  },

  onHide() {
    this.progress?.send();
  },

  onUnload() {
    this.progress?.send();
  },

  async load(lessonNo: number) {
    try {
      const lessons = await this.readLessons();
      wx.setNavigationBarTitle({ title: lessons.courseTitle });
      if (lessons.lessons.length === 0) {
        this.setData({
          state: 'empty',
          title: '还没有可以学的',
          body: '签约后，课程内容在这里。',
          action: '',
        });
        return;
      }
      this.setData({ state: 'ready' });
      const wanted = lessons.lessons.find((lesson) => lesson.lessonNo === lessonNo) ?? lessonToGoOn(lessons);
      // Only what has no consequence is opened without a tap.
      if (wanted?.gate === 'open') await this.start(wanted);
    } catch (error) {
      this.setData(pageProblem(error));
    }
  },

  async readLessons(): Promise<Lessons> {
    const lessons = await read('classroom', 'lessons', { orderId: this.orderId });
    this.lessons = lessons;
    this.setData({ rows: lessonRows(lessons, this.data.lesson?.no ?? 0) });
    return lessons;
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load(0);
  },

  onLesson(event: Tap<{ no: number }>) {
    const lesson = this.lessons?.lessons.find(({ lessonNo }) => lessonNo === event.currentTarget.dataset.no);
    if (lesson !== undefined && lesson.gate !== 'locked' && this.data.busy === '') this.choose(lesson);
  },

  /** Starting the next lesson confirms the last one: the dialog says so before anything happens. */
  async choose(lesson: LessonCard) {
    const question = startQuestion(lesson);
    if (question !== undefined) {
      const { confirm } = await wx.showModal({ ...question, cancelText: '先不' });
      if (!confirm) return;
    }
    this.progress?.send();
    await this.start(lesson);
  },

  async start(lesson: LessonCard) {
    const { lessonNo, confirms } = lesson;
    this.setData({ busy: '正在打开', opening: lessonNo, waiting: undefined, note: '' });
    const request = {
      ...{ orderId: this.orderId, lessonNo },
      ...(confirms === undefined ? {} : { confirmsUnit: confirms.unitNo }),
    };
    const requestId = newRequestId();
    try {
      for (let asked = 0; ; asked += 1) {
        const answer = await write('classroom', 'startLesson', request, requestId);
        if (answer.state === 'open' && answer.lesson !== undefined) {
          this.play(answer.lesson);
          break;
        }
        if (answer.state === 'owing' || asked === ASKS) {
          this.wait(lesson, answer.state === 'open' ? 'opening' : answer.state);
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
      }
    } catch (error) {
      showFailure(error);
    }
    this.setData({ busy: '', opening: 0 });
    this.readLessons().catch(() => undefined);
  },

  wait(lesson: LessonCard, state: 'opening' | 'charging' | 'owing') {
    this.wanted = lesson;
    this.setData({ waiting: waitingWords(state), lesson: undefined, content: [] });
  },

  onWaiting() {
    if (this.data.waiting?.action === '去支付') {
      wx.navigateTo({ url: `/deduction/my-course/my-course?id=${this.orderId}` });
    } else if (this.wanted !== undefined && this.data.busy === '') this.start(this.wanted);
  },

  play(lesson: LessonView) {
    const { lessonNo: no, title, finished, seconds } = lesson;
    const key = `lesson-${this.orderId}-${no}`;
    this.progress = new Progress(key, seconds, {
      now: () => Date.now(),
      keep: (name, place) => wx.setStorage({ key: name, data: place }),
      kept: (name) => (wx.getStorageSync(name) || undefined) as Place | undefined,
      send: (at) =>
        write(
          'classroom',
          'lessonProgress',
          { orderId: this.orderId, lessonNo: no, seconds: at },
          newRequestId(),
        ),
    });
    const from = this.progress.from;
    const content = contentOf(lesson);
    const item = from.item < content.length ? from.item : 0;
    const next = this.lessons === undefined ? undefined : lessonAfter(this.lessons, no);
    this.setData({
      ...{ lesson: { no, title, finished }, content, item, waiting: undefined, next: next?.lessonNo ?? 0 },
      startAt: finished ? 0 : from.seconds,
    });
  },

  onTime(event: WechatMiniprogram.VideoTimeUpdate) {
    this.progress?.at(this.data.item, event.detail.currentTime);
  },

  onPause() {
    this.progress?.send();
  },

  /** Links live ten minutes: a film that stops for it goes on with a fresh one. */
  onVideoError() {
    const { lesson } = this.data;
    const card = this.lessons?.lessons.find(({ lessonNo }) => lessonNo === lesson?.no);
    if (card === undefined || Date.now() - this.renewed < ASK_EVERY_MS) return;
    this.renewed = Date.now();
    this.start(card);
  },

  onEnded() {
    const following = this.data.item + 1;
    if (this.data.content[following]?.kind === 'video') {
      this.setData({ item: following, startAt: 0 });
      return;
    }
    this.finish();
  },

  async finish() {
    const { lesson } = this.data;
    if (lesson === undefined || lesson.finished || this.data.busy !== '') return;
    this.progress?.send();
    this.setData({ busy: '正在记下' });
    try {
      const request = { orderId: this.orderId, lessonNo: lesson.no };
      const unit = await write('classroom', 'finishLesson', request, newRequestId());
      this.setData({ 'lesson.finished': true, note: finishedText(unit, Date.now()) });
      const lessons = await this.readLessons();
      this.setData({ next: lessonAfter(lessons, lesson.no)?.lessonNo ?? 0 });
    } catch (error) {
      showFailure(error);
    }
    this.setData({ busy: '' });
  },

  async openItem(event: Tap<{ index: number }>) {
    const { content } = this.data;
    const item = content[event.currentTarget.dataset.index];
    if (item === undefined) return;
    if (item.kind === 'video') this.setData({ item: event.currentTarget.dataset.index, startAt: 0 });
    else if (item.kind === 'pdf') await openPdf(item.link).catch(showFailure);
    else {
      const urls = content.flatMap((other) => (other.kind === 'image' ? [other.link] : []));
      wx.previewImage({ urls, current: item.link });
    }
  },

  openOrder() {
    wx.navigateTo({ url: `/deduction/my-course/my-course?id=${this.orderId}` });
  },
});
