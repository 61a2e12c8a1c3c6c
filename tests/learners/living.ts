import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import {
  CALLIGRAPHY,
  openInstitution,
  PAINTING,
  PHOTOGRAPHY,
  publish,
  STAFF,
} from '../../dev/demo/institution';
import { DEMO_BEGINS } from '../../dev/demo/play';
import { callRoll, type Stage } from '../../dev/demo/stage';
import { Timeline } from '../../dev/demo/timeline';
import { ControlClient } from '../../dev/local/control-client';
import { household } from '../../dev/local/household';
import { productOn } from '../../dev/local/product';
import { type LocalWeChat, startLocalWeChat } from '../../local-wechat';
import { type RunningPhone, startPhone } from '../../local-wechat/phone/server';
import { Hand, openBrowser } from '../phone/browser';

const MINUTE = 60_000;

/** The demo's institution on the local WeChat, with a phone for whoever wants one. */
export class Living {
  private constructor(
    readonly control: ControlClient,
    readonly stage: Stage,
    readonly courses: { calligraphy: string; painting: string; photography: string },
    private readonly local: LocalWeChat,
    private readonly phone: RunningPhone,
    private readonly browser: Browser,
    private readonly dataDir: string,
  ) {}

  static async open(): Promise<Living> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lfpl-learners-'));
    const local = await startLocalWeChat(
      productOn({ dataDir, fresh: true, clockMode: 'frozen', clockStart: DEMO_BEGINS }),
    );
    const control = new ControlClient(local.facts.control.url);
    const stage: Stage = { control, timeline: new Timeline(control), staff: STAFF, tell: async () => {} };
    await openInstitution(control);
    const courses = {
      calligraphy: await publish(stage, 'calligraphy', CALLIGRAPHY),
      painting: await publish(stage, 'painting', PAINTING),
      photography: await publish(stage, 'photography', PHOTOGRAPHY),
    };
    const phone = await startPhone({
      projectDir: path.resolve(__dirname, '../..'),
      control: { url: local.facts.control.url },
      people: household(),
    });
    return new Living(control, stage, courses, local, phone, await openBrowser(), dataDir);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.phone.close();
    await this.local.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /**
   * A phone in this person's hand.
   * @param page where it is open, `staff/home/home?…`; the Mini Program's first page by default
   * @param desk a phone beside which it lies: cards that are sent from one arrive on the other
   */
  async handOf(openid: string, page = '', desk?: Hand): Promise<Hand> {
    const url = `${this.phone.url}phone?as=${openid}${page === '' ? '' : `#${page}`}`;
    const hand = await (desk === undefined ? Hand.take(this.browser, url) : desk.beside(url));
    hand.page.setDefaultTimeout(20_000);
    return hand;
  }

  /** Somebody WeChat knows, and her entry among her students. */
  async person(openid: string, name: string, score: number): Promise<void> {
    await this.control.setPerson(openid, { score, balanceFen: 500_000 });
    await this.control.call(openid, 'signing', 'addStudent', { name, birthYear: 1990, relation: 'self' });
  }

  /** One class of a course for everybody in it, begun two hours from now; its units are open. */
  async classSoon(courseId: string, title: string): Promise<{ classId: string; endsAt: number }> {
    const { control, stage } = this;
    const startsAt = (await control.now()) + 130 * MINUTE;
    const { classIds } = await control.call(stage.staff.academic, 'staff', 'scheduleClass', {
      ...{ courseId, campusId: 'tianhe', title, place: `${title} 教室`, online: false, capacity: 20 },
      ...{ teacherId: stage.staff.teacher, material: [], makeUp: false, orderIds: [] },
      startsAt: new Date(startsAt).toISOString(),
    });
    const classId = classIds[0] ?? '';
    const { class: cls } = await control.call(stage.staff.academic, 'staff', 'readClass', { classId });
    await control.advance(11 * MINUTE, 'once');
    await stage.timeline.settle(3);
    return { classId, endsAt: Date.parse(cls.endsAt) };
  }

  /** The class is over and the teacher marks everybody named as attended. */
  async teach(cls: { classId: string; endsAt: number }, orderIds: readonly string[]): Promise<void> {
    await this.control.advance(cls.endsAt + 5 * MINUTE - (await this.control.now()), 'once');
    for (const orderId of orderIds) await callRoll(this.stage, cls.classId, orderId, 'attended');
  }

  async orderOf(openid: string): Promise<string> {
    const { orders } = await this.control.call(openid, 'signing', 'list', {});
    return orders[0]?.orderId ?? '';
  }

  /** A day passes: windows end, WeChat deducts, its news arrive. */
  async nextDay(): Promise<void> {
    await this.control.advance(24 * 60 * MINUTE, 'once');
    await this.stage.timeline.settle(4);
  }
}
