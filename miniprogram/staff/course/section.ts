import type { CourseForm } from './course-form';

/** What a part of the form tells the page: what was typed in it. */
export interface SectionChange {
  change: Partial<CourseForm>;
}

/** An input of a `text-field` whose `data-field` names the part of the form. */
export type FieldInput = WechatMiniprogram.CustomEvent<
  { value: string },
  WechatMiniprogram.IAnyObject,
  { field: keyof CourseForm }
>;

/** A choice of `choice-chips`, likewise. */
export type FieldChoice = WechatMiniprogram.CustomEvent<
  { key: string },
  WechatMiniprogram.IAnyObject,
  { field: keyof CourseForm }
>;

/** What an input or a choice changes. */
export function changeOf({ currentTarget, detail }: FieldInput | FieldChoice): SectionChange {
  const value = 'value' in detail ? detail.value : detail.key;
  return { change: { [currentTarget.dataset.field]: value } };
}
