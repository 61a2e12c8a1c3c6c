import {
  type QueuedAct,
  type QueueState,
  type QueueWorld,
  RollQueue,
} from '../../../miniprogram/staff/roll-call/roll-queue';

type Sent = Parameters<QueueWorld['send']>[1];
type Results = Awaited<ReturnType<QueueWorld['send']>>;

const CUT = new Error('the network is cut');
const FORBIDDEN = new Error('not her class any more');

/** A phone with its storage, and a server that answers or not. */
class Phone implements QueueWorld {
  stored: QueueState | undefined;
  readonly calls: { classId: string; marks: Sent }[] = [];
  readonly uploaded: string[] = [];
  answer: (classId: string, marks: Sent) => Results | Error | Promise<Results> = (_class, marks) =>
    marks.map(({ seatId, mark }) => ({ seatId, state: mark }));
  photo: (path: string) => string | undefined | Error = (path) => `cloud://e/${path}`;

  load() {
    return this.stored;
  }
  save(state: QueueState) {
    this.stored = JSON.parse(JSON.stringify(state)) as QueueState;
  }
  async send(classId: string, marks: Sent) {
    this.calls.push({ classId, marks });
    const answer = await this.answer(classId, marks);
    if (answer instanceof Error) throw answer;
    return answer;
  }
  async upload(path: string) {
    const answer = this.photo(path);
    if (answer instanceof Error) throw answer;
    this.uploaded.push(path);
    return answer;
  }
  failureOf(error: unknown) {
    return { later: error !== FORBIDDEN, text: '没有权限进行这个操作。' };
  }
}

function act(seatId: string, changes: Partial<QueuedAct> = {}): QueuedAct {
  return {
    ...{ actId: `a-${seatId}`, classId: 'k1', seatId, studentName: seatId, mark: 'attended', note: '' },
    ...{ pictures: [], markedAt: '2026-11-22T10:40:00+08:00' },
    ...changes,
  };
}

const waiting = (phone: Phone) => phone.stored?.acts.map(({ seatId }) => seatId);

let phone: Phone;
let queue: RollQueue;
beforeEach(() => {
  phone = new Phone();
  queue = new RollQueue(phone);
});

test('forty marks are stored before they are sent, go in small calls, and each once', async () => {
  const acts = Array.from({ length: 40 }, (_, i) => act(`s${i}`));
  queue.add(acts);
  expect(phone.stored?.acts).toHaveLength(40);
  await queue.flush();
  expect(phone.calls.map(({ marks }) => marks.length)).toEqual([10, 10, 10, 10]);
  const sent = phone.calls.flatMap(({ marks }) => marks.map(({ actId }) => actId));
  expect(new Set(sent).size).toBe(40);
  expect(phone.stored?.acts).toEqual([]);
});

test('without a network everything waits, also after a restart, and is sent with the same names', async () => {
  phone.answer = () => CUT;
  queue.add([act('s1'), act('s2')]);
  await queue.flush();
  expect(waiting(phone)).toEqual(['s1', 's2']);
  const restarted = new RollQueue(phone);
  phone.answer = (_class, marks) => marks.map(({ seatId }) => ({ seatId, repeated: true }));
  await restarted.flush();
  expect(phone.calls.map(({ marks }) => marks.map(({ actId }) => actId))).toEqual([
    ['a-s1', 'a-s2'],
    ['a-s1', 'a-s2'],
  ]);
  expect(waiting(phone)).toEqual([]);
});

test('two pages that send at once make one call', async () => {
  queue.add([act('s1')]);
  await Promise.all([queue.flush(), queue.flush()]);
  expect(phone.calls).toHaveLength(1);
});

test('a network that goes in the middle keeps what was answered', async () => {
  phone.answer = (_class, marks) =>
    phone.calls.length > 1 ? CUT : marks.map(({ seatId, mark }) => ({ seatId, state: mark }));
  queue.add(Array.from({ length: 12 }, (_, i) => act(`s${i}`)));
  await queue.flush();
  expect(waiting(phone)).toEqual(['s10', 's11']);
});

test('a seat that can not be marked is told with its words and not sent again; the others are done', async () => {
  phone.answer = (_class, [first, second]) => [
    { seatId: first?.seatId ?? '', error: { code: 'WRONG_STATE', message: '状态已经变了，请刷新后再看。' } },
    { seatId: second?.seatId ?? '', state: 'attended' },
  ];
  queue.add([act('s1', { studentName: '王清和', mark: 'absent' }), act('s2')]);
  await queue.flush();
  expect(phone.stored).toMatchObject({
    acts: [],
    refused: [{ studentName: '王清和', mark: 'absent', text: '状态已经变了，请刷新后再看。' }],
  });
  queue.dismiss('k1');
  expect(phone.stored?.refused).toEqual([]);
});

test('a seat that somebody else is changing this moment stays and is tried again later', async () => {
  phone.answer = (_class, marks) =>
    marks.map(({ seatId }) => ({ seatId, error: { code: 'BUSY', message: '现在有点忙。' } }));
  queue.add([act('s1')]);
  await queue.flush();
  expect([phone.calls.length, waiting(phone), phone.stored?.refused]).toEqual([1, ['s1'], []]);
});

test('a class that is not hers any more does not stop the next one', async () => {
  phone.answer = (classId, marks) =>
    classId === 'k1' ? FORBIDDEN : marks.map(({ seatId, mark }) => ({ seatId, state: mark }));
  queue.add([act('s1'), act('s2', { classId: 'k2' })]);
  await queue.flush();
  expect(phone.stored?.acts).toEqual([]);
  expect(phone.stored?.refused).toMatchObject([{ classId: 'k1', text: '没有权限进行这个操作。' }]);
});

test('another mark of a seat that waits takes the place of the first', () => {
  queue.add([act('s1')]);
  queue.add([act('s1', { actId: 'a-other', mark: 'late' })]);
  expect(phone.stored?.acts).toMatchObject([{ actId: 'a-other', mark: 'late' }]);
});

test('what waits can be taken back, what is under way can not', async () => {
  queue.add([act('s1'), act('s2')]);
  expect(queue.remove('a-s2')).toBe(true);
  let answer: (results: Results) => void = () => {};
  phone.answer = () =>
    new Promise<Results>((resolve) => {
      answer = resolve;
    });
  const flushed = queue.flush();
  await Promise.resolve();
  expect(queue.remove('a-s1')).toBe(false);
  answer([{ seatId: 's1', state: 'attended' }]);
  await flushed;
  expect(waiting(phone)).toEqual([]);
});

test('a photograph is sent once, though the mark that it belongs to needs two tries', async () => {
  phone.answer = () => CUT;
  queue.add([act('s1', { note: '堵车', pictures: ['wxfile://1.jpg'] })]);
  await queue.flush();
  phone.answer = (_class, marks) => marks.map(({ seatId, mark }) => ({ seatId, state: mark }));
  await queue.flush();
  expect(phone.uploaded).toEqual(['wxfile://1.jpg']);
  expect(phone.calls[1]?.marks[0]).toMatchObject({ note: '堵车', pictures: ['cloud://e/wxfile://1.jpg'] });
});

test('a photograph that the phone has lost stops no mark; one that can not be sent yet makes it wait', async () => {
  phone.photo = () => CUT;
  queue.add([act('s1', { pictures: ['wxfile://1.jpg'] })]);
  await queue.flush();
  expect([phone.calls.length, waiting(phone)]).toEqual([0, ['s1']]);
  phone.photo = () => undefined;
  await queue.flush();
  expect(phone.calls[0]?.marks[0]?.pictures).toBeUndefined();
  expect(waiting(phone)).toEqual([]);
});

test('who watches is told of every change until she stops', async () => {
  let told = 0;
  const stop = queue.watch(() => {
    told += 1;
  });
  queue.add([act('s1')]);
  await queue.flush();
  const before = told;
  stop();
  queue.add([act('s2')]);
  expect([before > 1, told === before]).toEqual([true, true]);
});
