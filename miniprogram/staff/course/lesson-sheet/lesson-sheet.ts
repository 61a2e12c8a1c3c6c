import { failureOf } from '../../../api/failure';
import { type ChosenFile, chooseFile, sendStaffFile } from '../../../api/staff-upload';
import type { Tap } from '../../../api/tap';
import { chooseVideo } from '../../../api/upload';
import type { LessonForm } from '../course-form';
import { EMPTY_LESSON } from '../form-content';

/** What an on-demand lesson may consist of, beside films out of the album. */
const ENDINGS = ['pdf', 'mp4', 'mp3', 'm4a', 'jpg', 'jpeg', 'png'];
const MOST_FILES = 20;

const WORDS: Record<string, string> = { pdf: 'PDF', mp4: '视频', mp3: '音频', m4a: '音频' };

/** One class: its name, and for an on-demand course its length and files. Tells `keep` with `{ lesson }`, or `close`. */
Component({
  properties: {
    no: { type: Number, value: 0 },
    lesson: { type: Object, value: EMPTY_LESSON },
    open: { type: Boolean, value: false },
    mode: { type: String, value: 'scheduled' },
  },
  data: {
    draft: { title: '', minutes: '', content: [] } as LessonForm,
    files: [] as { fileId: string; word: string }[],
    full: false,
    sending: '',
    problem: '',
  },
  observers: {
    open(open: boolean) {
      if (!open) return;
      this.write({ ...(this.data.lesson as LessonForm) });
      this.setData({ problem: '' });
    },
  },
  methods: {
    write(draft: LessonForm) {
      this.setData({
        draft,
        files: draft.content.map((fileId) => ({ fileId, word: wordOf(fileId) })),
        full: draft.content.length >= MOST_FILES,
      });
    },
    onTitle(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ 'draft.title': event.detail.value });
    },
    onMinutes(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ 'draft.minutes': event.detail.value });
    },
    async addVideo() {
      await this.add(chooseVideo);
    },
    async addFile() {
      await this.add(() => chooseFile(ENDINGS));
    },
    async add(choose: () => Promise<ChosenFile | undefined>) {
      if (this.data.sending !== '') return;
      this.setData({ problem: '' });
      try {
        const file = await choose();
        if (file !== undefined) {
          this.setData({ sending: '正在传文件' });
          const fileId = await sendStaffFile('lesson', file);
          this.write({ ...this.data.draft, content: [...this.data.draft.content, fileId] });
        }
      } catch (error) {
        this.setData({ problem: failureOf(error).text });
      }
      this.setData({ sending: '' });
    },
    onRemove(event: Tap<{ index: number }>) {
      const { draft } = this.data;
      const { index } = event.currentTarget.dataset;
      this.write({ ...draft, content: draft.content.filter((_, i) => i !== index) });
    },
    /** While a file is on its way the sheet stays: it would come back to a closed one. */
    close() {
      if (this.data.sending === '') this.triggerEvent('close');
    },
    keep() {
      if (this.data.sending === '') this.triggerEvent('keep', { lesson: this.data.draft });
    },
  },
});

function wordOf(fileId: string): string {
  const ending = /\.([0-9A-Za-z]+)$/.exec(fileId)?.[1]?.toLowerCase() ?? '';
  return WORDS[ending] ?? '图片';
}
