import type { TransferFormat, TransferKind } from '../../../protocol/transfer';
import { read } from '../../api/call';
import { failureOf } from '../../api/failure';
import { showFailure } from '../../api/page-problem';
import { sendFile } from '../../api/share-file';
import { chooseFile } from '../../api/staff-upload';
import type { Tap } from '../../api/tap';
import { access, staffProblem } from '../access';
import { may } from '../me';
import {
  type Checked,
  checkFile,
  fetchExport,
  openTable,
  sendTemplate,
  type TableFile,
  takeRows,
} from './table-files';
import {
  type CheckedView,
  checkedView,
  doneView,
  KINDS,
  type KindChoice,
  usualPeriod,
} from './transfer-view';

const FORMATS = [
  { key: 'xlsx', name: 'Excel' },
  { key: 'csv', name: 'CSV' },
] as const;
const ALL_COURSES = { courseId: '', title: '全部课程' };
const FIRST_KIND = KINDS[0] as KindChoice;

type Picked = WechatMiniprogram.CustomEvent<{ value: string }>;

Page({
  data: {
    ...{ state: 'loading', title: '', body: '', action: '' },
    mode: 'in' as 'in' | 'out',
    canImport: false,
    kinds: [] as readonly KindChoice[],
    kind: FIRST_KIND,
    formats: FORMATS,
    format: 'xlsx' as TransferFormat,
    courses: [ALL_COURSES],
    course: 0,
    ...{ from: '', to: '' },
    fileName: '',
    ready: 0,
    /** What a file would do, or what came of it. */
    view: undefined as CheckedView | undefined,
    done: false,
    file: undefined as TableFile | undefined,
    /** What is being done, on the button. */
    busy: '',
    fault: '',
    expecting: false,
  },

  checked: undefined as Checked | undefined,

  onLoad() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const [me, { courses }] = await Promise.all([access(), read('staff', 'listCourses', {})]);
      const canImport = may(me, 'importRows');
      const kinds = canImport ? KINDS : KINDS.filter(({ key }) => key === 'roll_calls');
      const kind = kinds.find(({ key }) => key === this.data.kind.key) ?? (kinds[0] as KindChoice);
      const held = courses.filter(({ state, mode }) => state !== 'draft' && mode === 'scheduled');
      this.setData({
        ...{ state: 'ready', canImport, kinds, kind, mode: canImport ? this.data.mode : 'out' },
        courses: [ALL_COURSES, ...held.map(({ courseId, title }) => ({ courseId, title }))],
        ...(this.data.from === '' ? usualPeriod(kind.key, Date.now()) : {}),
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

  onMode(event: Tap<{ mode: 'in' | 'out' }>) {
    if (this.data.busy === '') this.setData({ mode: event.currentTarget.dataset.mode, fault: '' });
  },

  onKind(event: Tap<{ key: TransferKind }>) {
    const kind = KINDS.find(({ key }) => key === event.currentTarget.dataset.key);
    if (kind === undefined || this.data.busy !== '') return;
    this.setData({ kind, ...usualPeriod(kind.key, Date.now()) });
    this.forget();
  },

  /** Nothing is chosen, nothing was found. */
  forget() {
    this.checked = undefined;
    this.setData({ view: undefined, done: false, file: undefined, fileName: '', fault: '' });
  },

  /** Does one thing at a time; what went wrong stays on the page, since words may be long. */
  async work(busy: string, act: () => Promise<void>): Promise<void> {
    if (this.data.busy !== '') return;
    this.setData({ busy, fault: '' });
    try {
      await act();
    } catch (error) {
      this.setData({ fault: failureOf(error).text });
    }
    this.setData({ busy: '' });
  },

  async choose() {
    if (this.data.busy !== '') return;
    const chosen = await chooseFile(['xlsx', 'csv']).catch((error) => {
      this.setData({ fault: failureOf(error).text });
    });
    if (!chosen) return;
    await this.work('正在检查', async () => {
      this.forget();
      this.setData({ fileName: chosen.name });
      const checked = await checkFile(this.data.kind.key, chosen);
      this.checked = checked;
      this.setData({ view: checkedView(checked), ready: checked.ready });
    });
  },

  bringIn() {
    const { checked } = this;
    if (checked === undefined || checked.ready === 0) return undefined;
    return this.work(`正在导入 0/${checked.ready}`, async () => {
      const progress = await takeRows(checked.importId, ({ done, total }) =>
        this.setData({ busy: `正在导入 ${done}/${total}` }),
      );
      this.checked = undefined;
      this.setData({ view: doneView(progress), done: true });
    });
  },

  template(event: Tap<{ format: TransferFormat }>) {
    const { format } = event.currentTarget.dataset;
    return this.work('正在准备', async () => {
      await sendTemplate(this.data.kind.key, format);
    });
  },

  onFormat(event: Tap<{ key: TransferFormat }>) {
    this.setData({ format: event.currentTarget.dataset.key, file: undefined });
  },

  onCourse(event: Picked) {
    this.setData({ course: Number(event.detail.value), file: undefined });
  },

  onFrom(event: Picked) {
    this.setData({ from: event.detail.value, file: undefined });
  },

  onTo(event: Picked) {
    this.setData({ to: event.detail.value, file: undefined });
  },

  takeOut() {
    const { kind, format, courses, course, from, to } = this.data;
    const courseId = courses[course]?.courseId ?? '';
    return this.work('正在导出', async () => {
      const file = await fetchExport({
        ...{ kind: kind.key, format },
        ...(courseId === '' ? {} : { courseId }),
        ...(kind.dated ? { from, to } : {}),
      });
      this.setData({ file });
    });
  },

  async openFile() {
    const { file } = this.data;
    if (file !== undefined) await openTable(file).catch(showFailure);
  },

  async sendFile() {
    const { file } = this.data;
    if (file !== undefined) await sendFile(file.path, file.name).catch(showFailure);
  },

  openExpected() {
    this.setData({ expecting: true });
  },

  closeExpected() {
    this.setData({ expecting: false });
  },
});
