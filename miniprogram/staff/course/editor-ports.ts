import type { ResponseOf } from '../../../protocol';
import type { Choices, CourseForm, CourseRead, Draft } from './course-form';

/** What the form was begun from. */
export interface Base {
  form: CourseForm;
  revision: number;
}

/** What was typed and not saved yet; `base` is absent for a new course. */
export interface KeptForm {
  form: CourseForm;
  base?: Base;
}

export type Checked = ResponseOf<'staff', 'checkCourse'>;

/** What the editor needs of the server and of the phone. All of the server's may throw a Failure. */
export interface EditorPorts {
  choices(): Promise<Choices>;
  course(courseId: string): Promise<CourseRead>;
  /** Faults, price lists and the region's verdict of what is typed. */
  check(courseId: string, draft: Draft): Promise<Checked>;
  /** @param revision the one that was edited; absent for a new course */
  save(
    courseId: string,
    revision: number | undefined,
    draft: Draft,
  ): Promise<{ courseId: string; revision: number }>;
  /** Keeps on this phone what is not saved yet: nothing is lost when the network or WeChat is. */
  keep(courseId: string, kept: KeptForm): void;
  /** What was kept of a course; undefined when nothing was, or it was kept by an older version of this page. */
  kept(courseId: string): KeptForm | undefined;
  drop(courseId: string): void;
}
