import { failureOf } from '../../api/failure';
import { openFile } from '../../api/open-file';
import { showFailure } from '../../api/page-problem';
import { chooseFile, sendStaffFile } from '../../api/staff-upload';
import type { Tap } from '../../api/tap';
import { choosePictures, MOST_BYTES } from '../../api/upload';
import {
  edited,
  type ItemDraft,
  itemFault,
  type Material,
  type MaterialItem,
  type MaterialRow,
  MOST_ITEMS,
  MOST_TEXT,
  MOST_TITLE,
  materialRows,
  moved,
  titleOfFile,
} from './material-editor-view';

/** Where a new piece of words stands while it is written. */
const NEW = -1;

/**
 * Edits the material of a class: words, pictures and PDFs, put in order. Files go to cloud storage as soon as they are
 * chosen; nothing else is saved here. The page keeps the list and saves it:
 *
 *     <material-editor material="{{material}}" bind:change="onMaterial" bind:busy="onBusy" />
 *
 *     onMaterial(event: WechatMiniprogram.CustomEvent<{ material: Material }>) { this.setData(event.detail); }
 *
 * `change` tells `{ material }`, the whole list as `staff.saveMaterial` takes it; `busy` tells `{ busy }` while a file is
 * on its way, when a page should not save yet.
 */
Component({
  properties: {
    material: { type: Array, value: [] as Material },
  },
  data: {
    rows: [] as MaterialRow[],
    full: false,
    most: { items: MOST_ITEMS, title: MOST_TITLE, text: MOST_TEXT },
    sending: '',
    problem: '',
    /** The piece under edit, in its sheet. */
    open: false,
    index: NEW,
    kind: 'text' as MaterialItem['kind'],
    draft: { title: '', text: '' } as ItemDraft,
    fault: '',
  },
  observers: {
    material(material: Material) {
      this.setData({ rows: materialRows(material), full: material.length >= MOST_ITEMS });
    },
  },
  methods: {
    tell(material: Material) {
      this.triggerEvent('change', { material });
    },
    addText() {
      this.setData({ open: true, index: NEW, kind: 'text', draft: { title: '', text: '' }, fault: '' });
    },
    async addPictures() {
      await this.add('图片', async () => {
        const chosen = await choosePictures(Math.min(9, MOST_ITEMS - this.data.material.length));
        const fitting = chosen.filter(({ bytes }) => bytes <= MOST_BYTES);
        if (fitting.length < chosen.length) this.setData({ problem: '有图片超过 10 MB，没有加上。' });
        return fitting.map(({ path }) => ({ kind: 'image' as const, path, name: nameOf(path) }));
      });
    },
    async addPdf() {
      await this.add('PDF', async () => {
        const file = await chooseFile(['pdf']);
        return file === undefined ? [] : [{ kind: 'pdf' as const, ...file }];
      });
    },
    /** Sends what was chosen, one by one: what has arrived stays, whatever becomes of the rest. */
    async add(what: string, choose: () => Promise<{ kind: 'image' | 'pdf'; path: string; name: string }[]>) {
      if (this.data.sending !== '') return;
      this.setData({ problem: '' });
      try {
        const files = await choose();
        for (const [done, file] of files.entries()) {
          this.send(files.length > 1 ? `正在传${what} ${done + 1}/${files.length}` : `正在传${what}`);
          const fileId = await sendStaffFile('material', file);
          const title =
            file.kind === 'pdf' ? titleOfFile(file.name) : `图片 ${this.data.material.length + 1}`;
          this.tell([...this.data.material, { kind: file.kind, title, fileId }]);
        }
      } catch (error) {
        this.setData({ problem: failureOf(error).text });
      }
      this.send('');
    },
    send(sending: string) {
      if (sending === this.data.sending) return;
      this.setData({ sending });
      this.triggerEvent('busy', { busy: sending !== '' });
    },
    onItem(event: Tap<{ index: number }>) {
      const { index } = event.currentTarget.dataset;
      const item = this.data.material[index] as MaterialItem | undefined;
      if (item === undefined) return;
      const draft = { title: item.title, text: item.kind === 'text' ? item.text : '' };
      this.setData({ open: true, index, kind: item.kind, draft, fault: '' });
    },
    onTitle(event: WechatMiniprogram.Input) {
      this.setData({ 'draft.title': event.detail.value, fault: '' });
    },
    onText(event: WechatMiniprogram.TextareaInput) {
      this.setData({ 'draft.text': event.detail.value, fault: '' });
    },
    close() {
      this.setData({ open: false });
    },
    keep() {
      const { index, kind, draft } = this.data;
      const fault = itemFault(draft, kind);
      if (fault !== undefined) return this.setData({ fault });
      const material: Material = this.data.material;
      const item = material[index] ?? { kind: 'text' as const, title: '', text: '' };
      const changed = edited(item, draft);
      this.tell(index === NEW ? [...material, changed] : material.map((m, i) => (i === index ? changed : m)));
      this.close();
    },
    onUp() {
      this.move(this.data.index - 1);
    },
    onDown() {
      this.move(this.data.index + 1);
    },
    move(to: number) {
      const material = moved(this.data.material, this.data.index, to);
      if (material === this.data.material) return;
      this.setData({ index: to });
      this.tell(material);
    },
    remove() {
      const { index } = this.data;
      this.close();
      this.tell(this.data.material.filter((_: MaterialItem, i: number) => i !== index));
    },
    async look() {
      const item = this.data.material[this.data.index] as MaterialItem | undefined;
      if (item !== undefined && item.kind !== 'text')
        await openFile(item.fileId, item.title).catch(showFailure);
    },
  },
});

function nameOf(path: string): string {
  return /[^/]+\.[0-9A-Za-z]+$/.exec(path)?.[0] ?? 'picture.jpg';
}
