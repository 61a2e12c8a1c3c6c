import {
  clockOf,
  contentOf,
  finishedText,
  type LessonCard,
  lessonAfter,
  lessonRows,
  lessonToGoOn,
  startQuestion,
  waitingWords,
} from '../../../miniprogram/classroom/player/player-view';
import { type Place, Progress } from '../../../miniprogram/classroom/player/progress';
import { inWindow, NOW, unit } from '../order-fixture';

function lesson(lessonNo: number, changes: Partial<LessonCard> = {}): LessonCard {
  const title = ['起笔', '行笔', '收笔'][lessonNo - 1] ?? '';
  return {
    lessonNo,
    unitNo: lessonNo,
    title,
    minutes: 20,
    gate: 'locked',
    seconds: 0,
    finished: false,
    ...changes,
  };
}

const lessons = (...cards: LessonCard[]) => ({ orderId: 'o1', courseTitle: '临帖', lessons: cards });
const BEGUN = lessons(
  lesson(1, { gate: 'open', seconds: 200 }),
  lesson(2, { gate: 'free', confirms: { unitNo: 1, name: '第1课', priceFen: 2500 } }),
  lesson(3),
);

describe('the lessons', () => {
  test('each says how far she is and what a tap does', () => {
    expect(lessonRows(BEGUN, 0).map(({ caption, action, locked }) => [caption, action, locked])).toEqual([
      ['20 分钟 · 学到 3:20', '继续', false],
      ['20 分钟', '开始', false],
      ['20 分钟 · 学到这里再打开', '', true],
    ]);
    expect(lessonRows(BEGUN, 1)[0]).toMatchObject({ action: '正在看', current: true });
  });

  test('she goes on where she was, else at the first that is free', () => {
    expect(lessonToGoOn(BEGUN)?.lessonNo).toBe(1);
    const done = lessons(lesson(1, { gate: 'open', finished: true }), lesson(2, { gate: 'free' }));
    expect(lessonToGoOn(done)?.lessonNo).toBe(2);
    expect(lessonAfter(BEGUN, 1)?.lessonNo).toBe(2);
    expect(lessonAfter(BEGUN, 2)).toBeUndefined();
  });

  test('starting the next lesson asks first, with the sum and what follows', () => {
    const [first, second] = BEGUN.lessons;
    expect(first && startQuestion(first)).toBeUndefined();
    expect(second && startQuestion(second)).toEqual({
      title: '开始“行笔”',
      content: '会确认第1课已学完，现在扣 ¥25.00。之后不能再对它提异议，可以申请退款。',
      confirmText: '开始学',
    });
  });

  test('a lesson that must wait says for what', () => {
    expect(waitingWords('owing').action).toBe('去支付');
    expect(waitingWords('charging').body).toContain('不会重复扣');
  });

  test('finishing tells when money goes, or that it does not yet', () => {
    expect(finishedText(inWindow(7, { priceFen: 2500 }), NOW)).toBe(
      '学完了，今天 15:32 扣 ¥25.00，之前可以提异议。',
    );
    expect(finishedText(unit(1, { name: '第1阶段' }), NOW)).toBe('学完了。第1阶段都学完后再扣费。');
  });

  test('films, pictures and papers are told apart by their endings', () => {
    const content = [
      'https://f.test/a.mp4?sign=1',
      'https://f.test/b.JPG',
      'https://f.test/c.pdf?x',
      'https://f.test/d',
    ];
    const shown = contentOf({
      orderId: 'o1',
      lessonNo: 1,
      unitNo: 1,
      title: '起笔',
      content,
      seconds: 0,
      finished: false,
    });
    expect(shown.map(({ kind }) => kind)).toEqual(['video', 'image', 'pdf', 'video']);
    expect([clockOf(59.9), clockOf(3725)]).toEqual(['0:59', '1:02:05']);
  });
});

describe('how far she is', () => {
  let now: number;
  let kept: Map<string, Place>;
  let sent: number[];
  let reachable: boolean;

  const world = () => ({
    now: () => now,
    keep: (key: string, place: Place) => void kept.set(key, place),
    kept: (key: string) => kept.get(key),
    send: async (seconds: number) => {
      if (!reachable) throw new Error('offline');
      sent.push(seconds);
    },
  });

  beforeEach(() => {
    now = 0;
    kept = new Map();
    sent = [];
    reachable = true;
  });

  test('goes to the server now and then, and when she leaves', () => {
    const progress = new Progress('k', 0, world());
    for (let second = 1; second <= 40; second += 1) {
      now = second * 1000;
      progress.at(0, second);
    }
    expect(sent).toEqual([15, 30]);
    progress.send();
    expect(sent).toEqual([15, 30, 40]);
  });

  test('survives leaving without a network, and another phone', async () => {
    reachable = false;
    const before = new Progress('k', 0, world());
    before.at(0, 75);
    before.send();
    await Promise.resolve();
    const again = new Progress('k', 0, world());
    expect(again.from).toEqual({ item: 0, seconds: 75 });
    reachable = true;
    again.send();
    expect(sent).toEqual([75]);
    kept.clear();
    expect(new Progress('k', 120, world()).from).toEqual({ item: 0, seconds: 120 });
  });

  test('the second film of a lesson is gone on with where it was', () => {
    new Progress('k', 0, world()).at(1, 12.7);
    expect(new Progress('k', 300, world()).from).toEqual({ item: 1, seconds: 12 });
  });

  test('what did not reach the server is sent again', async () => {
    const progress = new Progress('k', 0, world());
    reachable = false;
    progress.at(0, 20);
    progress.send();
    await new Promise(process.nextTick);
    reachable = true;
    progress.send();
    expect(sent).toEqual([20]);
  });
});
