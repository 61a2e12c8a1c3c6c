import { failureOf } from '../../api/failure';
import { type Choices, type CourseForm, type CourseRead, formOf, newForm } from './course-form';
import type { Base, Checked, EditorPorts } from './editor-ports';
import { draftOf, sameDraft } from './form-content';
import { type FormFault, formFaults } from './form-faults';
import { mergedText, mergeForms } from './merge-forms';

/** Typing is checked after a pause. */
const CHECK_PAUSE_MS = 400;

/** One course under edit: what is stored, what is typed, what is wrong with it. Tells its page after every change. */
export class CourseEditor {
  choices: Choices | undefined;
  /** As it is stored; absent for a new course. */
  course: CourseRead | undefined;
  form: CourseForm | undefined;
  faults: FormFault[] = [];
  /** The server's last word on what is typed. */
  last: Checked | undefined;
  /** Why the server's word is not of the latest typing; empty when it is. */
  unchecked = '';
  /** Something the person should know: taken up again, brought together, not saved. */
  notice = '';
  /** The page shows what was typed on this phone and never saved. */
  restored = false;

  private base: Base | undefined;
  private typing: ReturnType<typeof setTimeout> | undefined;
  /** Answers about older words are dropped. */
  private question = 0;

  /** @param tell called after everything that changes what the page shows */
  constructor(
    public courseId: string,
    private readonly ports: EditorPorts,
    private readonly tell: () => void,
  ) {}

  /** @throws Failure */
  async load(): Promise<void> {
    const choices = await this.ports.choices();
    this.choices = choices;
    if (this.courseId === '') return this.begin(newForm(choices), undefined);
    const course = await this.ports.course(this.courseId);
    this.course = course;
    return this.begin(formOf(course), baseOf(course));
  }

  /** Starts from what is stored, or from what was typed on this phone and never saved. */
  private async begin(stored: CourseForm, base: Base | undefined): Promise<void> {
    this.base = base;
    this.form = stored;
    const kept = this.ports.kept(this.courseId);
    if (kept !== undefined && !sameDraft(kept.form, stored)) {
      this.restored = true;
      this.form = kept.form;
      this.notice = '接着上次没保存的内容。';
      if (kept.base !== undefined && base !== undefined && kept.base.revision < base.revision)
        await this.merge(kept.base, kept.form);
    }
    this.tell();
    await this.check();
  }

  /** Something was typed: kept on this phone at once, checked after a pause. */
  change(change: Partial<CourseForm>): void {
    if (this.form === undefined) return;
    this.form = { ...this.form, ...change };
    this.keep();
    this.tell();
    this.stop();
    this.typing = setTimeout(() => this.check(), CHECK_PAUSE_MS);
  }

  /** Something the person should know, until the next saving. */
  say(notice: string): void {
    this.notice = notice;
    this.tell();
  }

  /** Throws away what was never saved. */
  forget(): void {
    this.ports.drop(this.courseId);
    this.notice = '';
    this.restored = false;
    if (this.base !== undefined) this.form = this.base.form;
    else if (this.choices !== undefined) this.form = newForm(this.choices);
    this.tell();
    this.check();
  }

  /** Before a campus is chosen, prices and rules are looked at for the first one. */
  private somewhere(campusIds: string[]): string[] {
    if (campusIds.length > 0) return campusIds;
    return (this.choices?.campuses ?? []).slice(0, 1).map(({ id }) => id);
  }

  /** No check comes any more: the page is left. */
  stop(): void {
    if (this.typing !== undefined) clearTimeout(this.typing);
  }

  get dirty(): boolean {
    return this.form !== undefined && (this.base === undefined || !sameDraft(this.form, this.base.form));
  }

  /** Has the server look at what is typed: faults, prices, region. */
  async check(): Promise<void> {
    if (this.form === undefined) return;
    this.stop();
    const { draft, typed } = draftOf(this.form);
    const question = ++this.question;
    this.faults = formFaults(typed, this.last?.faults ?? [], draft);
    const somewhere = this.somewhere(draft.campusIds);
    if (somewhere.length > 0) {
      try {
        const last = await this.ports.check(this.courseId, { ...draft, campusIds: somewhere });
        if (question !== this.question) return;
        this.last = last;
        this.faults = formFaults(typed, last.faults, draft);
        this.unchecked = '';
      } catch (error) {
        if (question !== this.question) return;
        this.unchecked = `还没核对：${failureOf(error).text}`;
      }
    }
    this.tell();
  }

  /**
   * Stores the draft; after somebody else's saving brings both together instead, and waits for another look.
   * @returns whether the draft is stored as it is typed
   * @throws Failure when it was not stored; everything typed is still here and kept on this phone
   */
  async save(): Promise<boolean> {
    const { form } = this;
    if (form === undefined) return false;
    if (!this.dirty) return true;
    const { base } = this;
    try {
      const saved = await this.ports.save(this.courseId, base?.revision, draftOf(form).draft);
      this.ports.drop(this.courseId);
      this.courseId = saved.courseId;
      // Stored, whatever becomes of the next question: it must never be stored as another course.
      this.base = { form, revision: saved.revision };
    } catch (error) {
      if (failureOf(error).code !== 'WRONG_STATE' || base === undefined) throw error;
      await this.merge(base, form);
      this.restored = false;
      this.keep();
      await this.check();
      return false;
    }
    this.notice = '';
    this.restored = false;
    await this.reread();
    // What was typed while it was on its way is not saved yet.
    if (this.dirty) this.keep();
    return !this.dirty;
  }

  /** Reads what is stored now; what is typed stays. @throws Failure */
  async reread(): Promise<void> {
    this.take(await this.ports.course(this.courseId));
    this.tell();
  }

  private take(course: CourseRead): void {
    this.course = course;
    this.base = baseOf(course);
  }

  private keep(): void {
    const { form, base } = this;
    if (form !== undefined) this.ports.keep(this.courseId, base === undefined ? { form } : { form, base });
  }

  /** What somebody else stored meanwhile, with mine on top; not saved yet. */
  private async merge(base: Base, mine: CourseForm): Promise<void> {
    const course = await this.ports.course(this.courseId);
    const merged = mergeForms(base.form, mine, formOf(course));
    this.take(course);
    this.form = merged.form;
    this.notice = mergedText(merged, course.savedBy ?? '有人');
  }
}

function baseOf(course: CourseRead): Base {
  return { form: formOf(course), revision: course.revision };
}
