import type { RungView } from '../../../protocol/course-view';
import { failureOf } from '../../api/failure';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { staffProblem } from '../access';
import { CourseEditor } from './course-editor';
import type { Choices, CourseForm } from './course-form';

import { draftOf } from './form-content';
import { faultTexts, formFaults, type Section } from './form-faults';
import {
  type FaultRow,
  faultRows,
  type Head,
  headOf,
  type Primary,
  primaryOf,
  publishQuestion,
  type SectionRow,
  sectionRows,
  stopQuestion,
} from './hub-view';
import { PHONE } from './phone-ports';
import { publishDraft, readVersions, stopSelling, whileSettling } from './publishing';
import type { SectionChange } from './section';
import { runningOf, type VersionRow, versionRows } from './versions-view';

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    head: undefined as Head | undefined,
    rows: [] as SectionRow[],
    open: '' as Section | '',
    form: undefined as CourseForm | undefined,
    choices: undefined as Choices | undefined,
    faults: {} as Record<string, string>,
    /** What stands against publishing, once somebody wanted to. */
    lines: [] as FaultRow[],
    lists: [] as RungView[],
    verdict: {},
    refused: false,
    links: {} as Record<string, string>,
    checking: '',
    notice: '',
    restored: false,
    versions: [] as VersionRow[],
    primary: '' as Primary,
    nextVersion: 1,
    stored: false,
    onSale: false,
    busy: '',
  },

  editor: undefined as CourseEditor | undefined,
  running: 0,
  /** Somebody wanted to publish: from then on what stands against it is listed. */
  listing: false,
  /** Parts in which something was typed: before that an empty field is no fault that anybody wants to read. */
  touched: new Set<Section | ''>(),
  /** Left: nothing is asked for it any more. */
  gone: false,

  onLoad(query: { id?: string }) {
    this.touched = new Set();
    this.editor = new CourseEditor(query.id ?? '', PHONE, () => this.refresh());
    this.load();
  },

  onUnload() {
    this.gone = true;
    this.editor?.stop();
  },

  async load() {
    const { editor } = this;
    if (editor === undefined) return;
    try {
      await editor.load();
      this.setData({ state: 'ready', choices: editor.choices });
      this.refresh();
      if (editor.course !== undefined && editor.course.state !== 'draft') await this.loadVersions();
    } catch (error) {
      if (this.data.state === 'ready') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  async loadVersions() {
    const versions = await readVersions(this.editor?.courseId ?? '');
    this.running = runningOf(versions);
    this.setData({ versions: versionRows(versions) });
  },

  /** Shows what the editor holds now. */
  refresh() {
    const { editor } = this;
    if (editor?.form === undefined || editor.choices === undefined) return;
    const { form, choices, course, faults, last, dirty } = editor;
    const links = Object.fromEntries((course?.pictureLinks ?? []).map(({ fileId, link }) => [fileId, link]));
    this.setData({
      ...{ form, notice: editor.notice, restored: editor.restored, checking: editor.unchecked },
      head: headOf(course, form, dirty),
      rows: sectionRows(form, choices, last?.verdict, faults),
      faults: faultTexts(faults.filter(({ section }) => this.isShown(section))),
      lines: this.listing ? faultRows(faults) : [],
      lists: last?.rungs ?? [],
      verdict: last?.verdict ?? {},
      refused: last?.verdict.allowed === false,
      links: { ...this.data.links, ...links },
      primary: primaryOf(course, dirty),
      nextVersion: (course?.version ?? 0) + 1,
      stored: course !== undefined,
      onSale: course?.state === 'published',
    });
  },

  isShown(section: Section): boolean {
    return this.listing || this.editor?.course !== undefined || this.touched.has(section);
  },

  onChange(event: WechatMiniprogram.CustomEvent<SectionChange>) {
    this.touched.add(this.data.open);
    this.editor?.change(event.detail.change);
  },

  onSent(event: WechatMiniprogram.CustomEvent<{ fileId: string; path: string }>) {
    const { fileId, path } = event.detail;
    this.setData({ links: { ...this.data.links, [fileId]: path } });
  },

  async onForget() {
    const { confirm } = await wx.showModal({
      title: '放弃没保存的内容',
      content: '会回到上次保存的样子。',
      confirmText: '放弃',
      cancelText: '先不',
    });
    if (confirm) this.editor?.forget();
  },

  onSection(event: Tap<{ key: Section }>) {
    const { key } = event.currentTarget.dataset;
    this.setData({ open: this.data.open === key ? '' : key });
  },

  onLine(event: Tap<{ section: Section }>) {
    this.openSection(event.currentTarget.dataset.section);
  },

  openSection(section: Section) {
    this.setData({ open: section }, () => {
      wx.pageScrollTo({ selector: `#section-${section}`, offsetTop: -16, duration: 200 });
    });
  },

  onPrimary() {
    return this.data.primary === 'publish' ? this.publish() : this.save();
  },

  /** @returns whether the draft is stored as it is typed */
  async save(): Promise<boolean> {
    const { editor } = this;
    if (editor?.form === undefined || this.data.busy !== '') return false;
    const { draft, typed } = draftOf(editor.form);
    const [unread] = formFaults(typed, [], draft);
    if (unread !== undefined) {
      this.openSection(unread.section);
      wx.showToast({ title: unread.text, icon: 'none' });
      return false;
    }
    let stored = false;
    await this.doing('正在保存', async () => {
      stored = await editor.save();
    });
    return stored;
  },

  async publish() {
    const { editor } = this;
    if (editor?.course === undefined || this.data.busy !== '') return;
    await editor.check();
    this.listing = true;
    this.refresh();
    const [first] = editor.faults;
    if (first !== undefined) {
      wx.showToast({ title: `还有 ${this.data.lines.length} 处要改`, icon: 'none' });
      wx.pageScrollTo({ scrollTop: 0, duration: 200 });
      return;
    }
    const question = publishQuestion(editor.course, this.running);
    const { confirm } = await wx.showModal({ ...question, confirmText: '发布', cancelText: '先不' });
    if (!confirm) return;
    const { course } = editor;
    await this.doing('正在发布', async () => {
      const published = await publishDraft(course);
      if (!published) return editor.check();
      this.listing = false;
      await this.settle();
    });
  },

  async onStop() {
    const course = this.editor?.course;
    if (course === undefined || this.data.busy !== '') return;
    const question = stopQuestion(this.running);
    const { confirm } = await wx.showModal({ ...question, confirmText: '停止报名', cancelText: '先不' });
    if (!confirm) return;
    await this.doing('正在停止', async () => {
      await stopSelling(course);
      await this.settle();
    });
  },

  /** After publishing or stopping: the state as it is now, until WeChat is done. */
  async settle() {
    const { editor } = this;
    if (editor === undefined) return;
    await whileSettling(async () => {
      if (this.gone) return undefined;
      await editor.reread();
      return editor.course;
    });
    await this.loadVersions();
  },

  async onPreview() {
    const { editor } = this;
    if (editor === undefined || (editor.dirty && !(await this.save()))) return;
    wx.navigateTo({ url: `/course/detail/detail?id=${editor.courseId}&preview=1` });
  },

  /** Something that takes a moment; what goes wrong is said, and what is typed stays. */
  async doing(what: string, work: () => Promise<void>) {
    this.setData({ busy: what });
    try {
      await work();
    } catch (error) {
      this.editor?.say(`${failureOf(error).text}${this.editor.dirty ? '写的都还在这部手机上。' : ''}`);
      showFailure(error);
    } finally {
      this.setData({ busy: '' });
    }
  },
});
