import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildWhenStale } from '../../dev/build';
import { checkBooks } from '../../dev/demo/check-books';
import { openInstitution } from '../../dev/demo/institution';
import { seededChance } from '../../local-wechat/control/faults';
import { MortalWeChat, PatientClient } from './crash/mortal-wechat';
import { CLASS_FEN, HOUR, Institution, type Learner, MINUTE } from './institution';

type Fault = { at: string; kind: string; match?: Record<string, string | number> };

/** Deaths in one story; `npm run test:crash` tells four of them, each with other deaths. */
const DEATHS_A_STORY = 5;
const STORIES = Number(process.env.CRASH_STORIES ?? 1);

/** The story, on a local WeChat that dies now and then. */
class Story {
  readonly wechat: MortalWeChat;
  readonly people: Institution;
  private readonly dataDir = mkdtempSync(path.join(tmpdir(), 'lfpl-e2e-crash-'));

  constructor(lives: readonly number[] = []) {
    this.wechat = new MortalWeChat(this.dataDir, lives);
    this.people = new Institution(new PatientClient(this.wechat));
  }

  /** Two learners, one charged class by class, one for both classes at once; the first closes before her third. */
  async play(dies: (moment: Moment, act: () => Promise<void>) => Promise<void>): Promise<void> {
    const { people } = this;
    const { control } = people;
    await buildWhenStale();
    await openInstitution(control);
    const course = await people.course('断电也不多扣', 3);
    const whole = await people.course('断电也不少扣', 2, {
      rungs: [{ key: 'class', serviceKey: 'whole-course', unit: { kind: 'course' } }],
    });
    const single = await this.sign(course, '单次', dies);
    const both = await this.sign(whole, '整课', (_moment, act) => act());
    const [first, second] = await people.classes(course, [1, 3, 5]);
    const [one, two] = await people.classes(whole, [1, 3]);
    if (!first || !second || !one || !two) throw new Error('the classes were scheduled');

    await people.until(first.startsAt - 2 * HOUR - MINUTE);
    await dies('opening', () => people.settle(3));
    await people.until(one.startsAt - 2 * HOUR);
    await people.settle(2);
    await dies('class over', () => people.until(one.endsAt + 5 * MINUTE));
    const { windowEndsAt = 0 } = await people.mark(single, first, 'attended');
    await people.mark(both, one, 'attended');
    await people.until(windowEndsAt - MINUTE);
    await dies('completing', () => people.settle(1));
    await dies('paid, news under way', () => people.control.advance(3_500, 'all'));
    await people.settle(3);

    await people.until(second.startsAt - 2 * HOUR);
    await people.settle(2);
    await people.until(two.endsAt + 5 * MINUTE);
    await people.mark(single, second, 'attended');
    const { windowEndsAt: end = 0 } = await people.mark(both, two, 'attended');
    await people.until(end);
    await people.settle(3);
    await dies('closing', async () => {
      await control.call(single.openid, 'signing', 'close', { orderId: single.orderId });
    });
    await people.settle(5);
    this.learners = [single, both];
  }

  private learners: Learner[] = [];

  private async sign(course: string, name: string, dies: Dies): Promise<Learner> {
    const { control } = this.people;
    const learner = await this.people.ordered(course, name);
    const { orderId, openid } = learner;
    const { package: ticket } = await control.call(openid, 'signing', 'sign', { orderId, rungKey: 'class' });
    await dies('signed, not kept', async () => void (await control.sign(ticket, 'sign')));
    await this.people.settle(2);
    return learner;
  }

  /** Every book, as it must be however often the power failed. */
  async expectSameBooks(): Promise<void> {
    const { control } = this.people;
    const learners = this.learners.map((learner) => ({ ...learner, expectedFen: 2 * CLASS_FEN }));
    const { faults, statements } = await checkBooks(control, learners);
    expect(faults).toEqual([]);
    expect(statements.map(({ statement }) => statement.entries.map((e) => [e.kind, e.amountFen]))).toEqual([
      [1, 2].flatMap(() => [
        ['charge', CLASS_FEN],
        ['collect', CLASS_FEN],
      ]),
      [
        ['charge', 2 * CLASS_FEN],
        ['collect', 2 * CLASS_FEN],
      ],
    ]);
    const [single, both] = this.learners;
    if (!single || !both) throw new Error('the story was not played');
    expect((await this.people.read(single)).state).toBe('closed');
    expect((await this.people.read(both)).state).toBe('completed');
    for (const { openid, vouchers } of [
      { ...single, vouchers: 2 },
      { ...both, vouchers: 1 },
    ]) {
      const kinds = (await this.people.inbox(openid)).map((push) => push.kind);
      expect(kinds.filter((kind) => kind === 'voucher')).toHaveLength(vouchers);
    }
    const { signPlans } = await control.get<{ signPlans: { signState: string }[] }>('/books');
    expect(signPlans.map((plan) => plan.signState).sort()).toEqual(['COMPLETE', 'SIGN_PLAN_CANCEL']);
  }

  /** Dies while the act waits for an answer of WeChat Pay that never comes. */
  async dieIn(fault: Fault, act: () => Promise<void>): Promise<void> {
    const { control } = this.people;
    await control.post('/faults', fault);
    const acting = act();
    for (let happened = false; !happened; ) {
      const { faults } = await control.get<{ faults: { kind: string; happened: number }[] }>('/faults');
      happened = faults.some((one) => one.kind === fault.kind && one.happened > 0);
    }
    await this.wechat.kill('SIGKILL');
    await acting;
  }

  /** Dies when the act is done and nothing has come of it yet. */
  async dieAfter(signal: 'SIGKILL' | 'SIGTERM', act: () => Promise<void>): Promise<void> {
    await act();
    await this.wechat.kill(signal);
  }

  async end(): Promise<void> {
    await this.wechat.kill('SIGTERM');
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

type Moment =
  | 'signed, not kept'
  | 'opening'
  | 'class over'
  | 'completing'
  | 'paid, news under way'
  | 'closing';
type Dies = (moment: Moment, act: () => Promise<void>) => Promise<void>;

const OPEN = '/v3/payscore/sign-plan/serviceorder';
const ORDERS = '/v3/payscore/serviceorder';

async function told(lives: readonly number[], tell: (story: Story) => Promise<void>): Promise<void> {
  const story = new Story(lives);
  try {
    await tell(story);
    await story.expectSameBooks();
  } finally {
    await story.end();
  }
}

/** What the process is doing when it dies; at every other moment the story just goes on. */
const DEATHS: Partial<Record<Moment, (story: Story, act: () => Promise<void>) => Promise<void>>>[] = [
  {
    opening: (story, act) => story.dieIn(unheard('timeout-before', OPEN), act),
    'class over': (story, act) => story.dieAfter('SIGTERM', act),
    completing: (story, act) => story.dieIn(unheard('timeout-before', `${ORDERS}/*`), act),
  },
  {
    'signed, not kept': (story, act) => story.dieAfter('SIGKILL', act),
    opening: (story, act) => story.dieIn(unheard('timeout-after', OPEN), act),
    completing: (story, act) => story.dieIn(unheard('timeout-after', `${ORDERS}/*`), act),
    'paid, news under way': (story, act) => story.dieAfter('SIGKILL', act),
    closing: (story, act) => story.dieAfter('SIGKILL', act),
  },
];

/** A call of WeChat Pay that is done (`after`) or not (`before`), and never answered. */
function unheard(kind: 'timeout-before' | 'timeout-after', path: string): Fault {
  return { at: 'pay', kind, match: { method: 'POST', path } };
}

describe('The power fails, and everything is started again on the same data', () => {
  test.concurrent.each([
    ['in calls that WeChat Pay never heard', DEATHS[0]],
    ['in calls that WeChat Pay has heard, and between them', DEATHS[1]],
  ])('%s: the same books', (_, deaths = {}) =>
    told([], async (story) => {
      await story.play((moment, act) => deaths[moment]?.(story, act) ?? act());
      expect(story.wechat.starts).toBe(1 + Object.keys(deaths).length);
    }),
  );

  test.concurrent.each(Array.from({ length: STORIES }, (_, i) => i))(
    'anywhere at all, drawn from a seed (%i): the same books',
    (nth) => {
      const chance = seededChance(20_260_901 + nth);
      const lives = Array.from({ length: DEATHS_A_STORY }, () => 40 + Math.floor(chance() * 360));
      return told(lives, async (story) => {
        await story.play((_moment, act) => act());
        expect(story.wechat.starts).toBe(1 + DEATHS_A_STORY);
      });
    },
  );
});
