import { failureOf } from '../../../api/failure';
import { sendStaffFile } from '../../../api/staff-upload';
import type { Tap } from '../../../api/tap';
import { choosePictures, MOST_BYTES } from '../../../api/upload';
import type { CourseForm } from '../course-form';

const MOST_PICTURES = 8;

/**
 * Cover and further pictures, sent to cloud storage as soon as they are chosen. Tells `change`, and `sent` with
 * `{ fileId, path }`, so that a picture can be shown before the server has given a link to it.
 */
Component({
  properties: {
    form: { type: Object, value: {} as CourseForm },
    /** Where pictures can be looked at, by file id. */
    links: { type: Object, value: {} as Record<string, string> },
  },
  data: {
    most: MOST_PICTURES,
    cover: '',
    pictures: [] as { fileId: string; src: string }[],
    sending: '',
    problem: '',
  },
  observers: {
    'form.cover, form.pictures, links'(
      cover = '',
      pictures: string[] = [],
      links: Record<string, string> = {},
    ) {
      // WeChat shows a file of cloud storage by its id as well.
      const src = (fileId: string) => links[fileId] ?? fileId;
      this.setData({
        cover: cover === '' ? '' : src(cover),
        pictures: pictures.map((fileId) => ({ fileId, src: src(fileId) })),
      });
    },
  },
  methods: {
    tell(change: Partial<CourseForm>) {
      this.triggerEvent('change', { change });
    },
    async onCover() {
      await this.add(1, (fileId) => this.tell({ cover: fileId }));
    },
    removeCover() {
      this.tell({ cover: '' });
    },
    async onAdd() {
      const { pictures } = this.data.form as CourseForm;
      await this.add(MOST_PICTURES - pictures.length, (fileId) =>
        this.tell({ pictures: [...(this.data.form as CourseForm).pictures, fileId] }),
      );
    },
    /** What has arrived stays, whatever becomes of the rest. */
    async add(most: number, put: (fileId: string) => void) {
      if (this.data.sending !== '') return;
      this.setData({ problem: '' });
      try {
        const chosen = await choosePictures(most);
        const fitting = chosen.filter(({ bytes }) => bytes <= MOST_BYTES);
        if (fitting.length < chosen.length) this.setData({ problem: '有图片超过 10 MB，没有加上。' });
        for (const [done, { path }] of fitting.entries()) {
          this.setData({ sending: `正在传图片 ${done + 1}/${fitting.length}` });
          const name = /[^/]+\.(png|jpe?g|webp)$/i.exec(path)?.[0] ?? 'picture.jpg';
          const fileId = await sendStaffFile('cover', { path, name });
          this.triggerEvent('sent', { fileId, path });
          put(fileId);
        }
      } catch (error) {
        this.setData({ problem: failureOf(error).text });
      }
      this.setData({ sending: '' });
    },
    onLook(event: Tap<{ src: string }>) {
      const urls = this.data.pictures.map(({ src }) => src);
      wx.previewImage({ urls, current: event.currentTarget.dataset.src });
    },
    onRemove(event: Tap<{ index: number }>) {
      const { pictures } = this.data.form as CourseForm;
      this.tell({ pictures: pictures.filter((_, index) => index !== event.currentTarget.dataset.index) });
    },
    /** The first picture is seen first: a tap on its mark brings one to the front. */
    onFirst(event: Tap<{ index: number }>) {
      const { pictures } = this.data.form as CourseForm;
      const { index } = event.currentTarget.dataset;
      const first = pictures[index];
      if (first !== undefined) this.tell({ pictures: [first, ...pictures.filter((_, i) => i !== index)] });
    },
  },
});
