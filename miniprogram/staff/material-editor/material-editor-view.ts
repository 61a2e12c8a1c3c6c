import type { RequestOf } from '../../../protocol';

/** Material of a class: words, pictures and PDFs, as `staff.saveMaterial` takes them. */
export type Material = RequestOf<'staff', 'saveMaterial'>['material'];
export type MaterialItem = Material[number];

/** As many pieces as a class takes. */
export const MOST_ITEMS = 20;
export const MOST_TITLE = 60;
export const MOST_TEXT = 4000;

export interface MaterialRow {
  index: number;
  kind: MaterialItem['kind'];
  icon: string;
  title: string;
  /** Beside the title: what it is, or the beginning of the words. */
  note: string;
}

const ICONS: Record<MaterialItem['kind'], string> = { text: 'chat', image: 'image', pdf: 'file' };
const NOTES = { image: '图片', pdf: 'PDF' } as const;

export function materialRows(material: Material): MaterialRow[] {
  return material.map((item, index) => ({
    index,
    kind: item.kind,
    icon: ICONS[item.kind],
    title: item.title,
    note: item.kind === 'text' ? firstLine(item.text) : NOTES[item.kind],
  }));
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

/** A piece under edit. */
export interface ItemDraft {
  title: string;
  text: string;
}

/** What is wrong with a piece, in words; undefined when it can be kept. */
export function itemFault({ title, text }: ItemDraft, kind: MaterialItem['kind']): string | undefined {
  if (title.trim() === '') return '写上名称，学员看得到。';
  return kind === 'text' && text.trim() === '' ? '写上内容。' : undefined;
}

/** The piece with what was written about it. */
export function edited(item: MaterialItem, { title, text }: ItemDraft): MaterialItem {
  const named = title.trim().slice(0, MOST_TITLE);
  return item.kind === 'text' ? { ...item, title: named, text: text.trim() } : { ...item, title: named };
}

/** A file's name without its ending, for the title it gets at first. */
export function titleOfFile(name: string): string {
  const bare = name.replace(/\.[0-9A-Za-z]+$/, '').trim();
  return (bare === '' ? '资料' : bare).slice(0, MOST_TITLE);
}

/** The list with a piece put elsewhere; the same list when there is no such place. */
export function moved(material: Material, from: number, to: number): Material {
  const item = material[from];
  if (item === undefined || to < 0 || to >= material.length) return material;
  const rest = material.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
