import { verifyChain } from '../../server/domain/ledger/chain';
import { DAY } from '../../server/domain/time';
import { charged, objected } from './lived';
import { ACADEMIC, OWNER, openSchool, PAYER, TEACHER } from './school';

describe('exporting', () => {
  test('gives everything about her in one document, and nothing about anybody else', async () => {
    const { world, orderId } = await charged();
    await world.call('o-other', 'signing', 'addStudent', { name: '周明', birthYear: 1990, relation: 'self' });
    const { document } = await world.call(PAYER, 'signing', 'exportMyData', {});
    const data = JSON.parse(document);
    expect(data.students).toMatchObject([{ name: '李小梅', birthYear: 1990 }]);
    expect(data.orders).toMatchObject([{ _id: orderId, units: expect.any(Array) }]);
    expect(data.ledger).toHaveLength(2);
    expect(data.messages.length).toBeGreaterThan(0);
    for (const secret of ['周明', TEACHER, ACADEMIC, OWNER, '"pace"', '"package"']) {
      expect(document).not.toContain(secret);
    }
    expect((await world.call(OWNER, 'staff', 'dataRequests', {})).requests).toMatchObject([
      { kind: 'export', state: 'done' },
    ]);
  });
});

describe('erasing', () => {
  test('waits while an order runs, and is done by itself after its end; the books stay whole', async () => {
    const { world, orderId } = await objected();
    const recording = `cloud://env.bucket/objections/${orderId}/1/mine.mp3`;
    await world.call(PAYER, 'classroom', 'addEvidence', {
      ...{ orderId, unitNo: 1, text: '我的录音', files: [recording] },
    });
    const asked = await world.call(PAYER, 'signing', 'eraseMyData', {});
    expect(asked).toMatchObject({ state: 'waiting', reason: '还有 1 个订单没有结束，结束后自动删除。' });
    expect(await world.call(PAYER, 'signing', 'eraseMyData', {})).toEqual(asked);

    const decision = { orderId, unitNo: 1, kind: 'rejected', explanation: '有签到' } as const;
    await world.call(ACADEMIC, 'staff', 'decideObjection', decision);
    await world.call(PAYER, 'signing', 'close', { orderId });
    world.advance(2 * DAY);
    await world.deduction();
    world.advance(DAY);
    await world.deduction();
    expect(await world.call(PAYER, 'signing', 'erasure', {})).toMatchObject({ state: 'done' });

    const everything = JSON.stringify(
      (['students', 'orders', 'seats', 'pushes', 'requests', 'tasks', 'audit'] as const).map((name) =>
        world.store.all(name),
      ),
    );
    for (const word of ['李小梅', '我的录音', '老师提前走了']) expect(everything).not.toContain(word);
    expect(world.removedFiles).toEqual([recording]);
    expect(world.store.all('pushes')).toEqual([]);
    const { entries, chargedFen } = await world.call(PAYER, 'classroom', 'orderStatement', { orderId });
    expect(chargedFen).toBe(10_000);
    expect(entries).toHaveLength(2);
    expect(verifyChain(world.store.all('ledger'))).toEqual({ ok: true });
    expect((await world.call(PAYER, 'signing', 'listStudents', {})).students).toEqual([]);
  });

  test('of somebody who never enrolled leaves nothing', async () => {
    const world = await openSchool();
    await world.call(PAYER, 'signing', 'addStudent', { name: '李小梅', birthYear: 1990, relation: 'self' });
    expect(await world.call(PAYER, 'signing', 'eraseMyData', {})).toMatchObject({ state: 'done' });
    expect(world.store.all('students')).toEqual([]);
    expect(await world.call('o-other', 'signing', 'erasure', {})).toEqual({ state: 'none', reason: '' });
    const { requests } = await world.call(OWNER, 'staff', 'dataRequests', {});
    expect(requests).toMatchObject([{ kind: 'erase', state: 'done' }]);
    expect(JSON.stringify(requests)).not.toContain(PAYER);
  });
});
