import type { RequestOf } from '../../../protocol';
import { fen } from '../../../server/domain/money';
import type { Refund } from '../../../server/domain/payment/refund';
import { listRefunds, refundsForFinance } from '../../../server/usecases/refunding/list-refunds';
import { hours, order, paidUnit, unit } from '../../domain/order/orders';
import { type Desk, ELSEWHERE } from '../acting/desk';
import { versionOf } from '../guitar-course';
import { refused } from '../refusals';
import { FINANCE, PAYER } from '../school';
import { ASKED, GRANTED, taken, takenMoney } from './taken-money';

type Asking = Partial<RequestOf<'finance', 'listRefunds'>>;

const finance = (desk: Desk, asking: Asking = {}, openid = FINANCE) =>
  refundsForFinance(desk.ports, openid, asking);

const ids = ({ refunds }: { refunds: { refundId: string }[] }) => refunds.map(({ refundId }) => refundId);

/** Refunds that were asked for, by id and hour, put into the store in that order. */
async function refundsAt(lines: Record<string, number>, changes: Partial<Refund> = {}): Promise<Desk> {
  const desk = await takenMoney();
  for (const [_id, hour] of Object.entries(lines))
    await desk.putRefund({ _id, askedAt: hours(hour), ...changes });
  return desk;
}

const ROW = {
  ...{ refundId: 'order1R1', orderId: 'order1', unitNo: 1, kind: 'charge', state: 'asked' },
  ...{ askedFen: 6_000, reason: '生病', askedAt: ASKED.askedAt, studentName: '李小梅' },
  ...{ courseTitle: '吉他入门', unitName: '第1次课', collectedFen: 10_000, unitRefundedFen: 0 },
  transactionId: 't1',
};

describe('what finance sees', () => {
  test('of a request: whose it is, what for, and what was taken', async () => {
    const desk = await refundsAt({ order1R1: 40 });
    expect(await finance(desk)).toEqual({ refunds: [ROW] });
  });

  test('of each by its own order, unit and student', async () => {
    const desk = await refundsAt({ order1R1: 40 });
    const version = { ...versionOf({}), _id: 'flute-v1', courseId: 'flute', title: '竖笛' };
    await desk.store.insert('course_versions', version);
    await desk.store.insert('students', {
      ...{ _id: 'student2', payerOpenid: PAYER, name: '王小明', birthYear: 1990, relation: 'self' },
      createdAt: hours(0),
    });
    const units = [unit(1), { ...paidUnit(2), refundedFen: fen(700) }];
    const other = { _id: 'order2', studentId: 'student2', versionId: 'flute-v1', units };
    await desk.store.insert('orders', order(other));
    await desk.putRefund({ _id: 'order2R1', orderId: 'order2', unitNo: 2, askedAt: hours(41) });
    const hers = {
      ...{ ...ROW, refundId: 'order2R1', orderId: 'order2', unitNo: 2, askedAt: hours(41) },
      ...{ studentName: '王小明', courseTitle: '竖笛', unitName: '第2次课', unitRefundedFen: 700 },
    };
    await desk.putRefund({ _id: 'order1R2', unitNo: 2, askedAt: hours(42) });
    expect(await finance(desk)).toEqual({
      refunds: [
        ROW,
        hers,
        {
          ...{ ...ROW, refundId: 'order1R2', unitNo: 2, askedAt: hours(42), unitName: '第2次课' },
          collectedFen: 0,
        },
      ],
    });
    await desk.store.removeWhere('refunds', { orderId: 'order1' });
    expect(await finance(desk)).toEqual({ refunds: [hers] });
  });

  test('of a request whose student is gone, and of one whose order is', async () => {
    const desk = await refundsAt({ order1R1: 40 });
    await desk.store.removeWhere('students', { _id: 'student1' });
    expect((await finance(desk)).refunds).toEqual([{ ...ROW, studentName: '学员' }]);
    await desk.store.removeWhere('orders', { _id: 'order1' });
    const nothing = { courseTitle: '', unitName: '', collectedFen: 0, unitRefundedFen: 0 };
    expect((await finance(desk)).refunds).toEqual([{ ...ROW, studentName: '学员', ...nothing }]);
  });

  test('of nothing, when nobody asks', async () => {
    const desk = await takenMoney();
    expect(await finance(desk)).toEqual({ refunds: [] });
  });

  test('is of her own campus and her own institution', async () => {
    const desk = await refundsAt({ north: 40 });
    await desk.putRefund({ _id: 'south', campusId: 'south' });
    await desk.putRefund({ _id: 'others', institutionId: 'other' });
    expect(ids(await finance(desk, {}, ELSEWHERE))).toEqual(['south']);
    expect(ids(await finance(desk))).toEqual(['north', 'south']);
  });

  test('is not for the payer', async () => {
    const desk = await takenMoney();
    expect(await refused(finance(desk, {}, PAYER))).toEqual(['FORBIDDEN', 'not a member of staff']);
  });
});

describe('the list of finance', () => {
  test.each(['asked', 'approved', 'processing', 'abnormal'] as const)(
    'begins with what waits longest: %s',
    async (state) => {
      const desk = await refundsAt({ b: 41, c: 42, a: 40 }, { state });
      expect(ids(await finance(desk, { state }))).toEqual(['a', 'b', 'c']);
      expect(await finance(desk, { state: 'closed' })).toEqual({ refunds: [] });
    },
  );

  test.each(['declined', 'succeeded', 'closed'] as const)('begins with the latest: %s', async (state) => {
    const desk = await refundsAt({ b: 41, c: 42, a: 40 }, { state });
    expect(ids(await finance(desk, { state }))).toEqual(['c', 'b', 'a']);
    expect(await finance(desk)).toEqual({ refunds: [] });
  });

  test.each([
    ['asked', ['a', 'b', 'c', 'd', 'e']],
    ['declined', ['e', 'b', 'c', 'd', 'a']],
  ] as const)('goes on page by page, also among those of one moment: %s', async (state, all) => {
    const desk = await refundsAt({ e: 42, d: 41, c: 41, b: 41, a: 40 }, { state });
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 3; pages += 1) {
      const asking: Asking = { state, limit: 2, ...(cursor === undefined ? {} : { cursor }) };
      const page = await finance(desk, asking);
      seen.push(...ids(page));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all);
    expect(cursor).toBeUndefined();
  });

  test('goes on where it was, whatever has come in since', async () => {
    const desk = await refundsAt({ c: 42, b: 41 }, { state: 'declined' });
    const page = await finance(desk, { state: 'declined', limit: 1 });
    await desk.putRefund({ _id: 'd', askedAt: hours(43), state: 'declined' });
    const { nextCursor: cursor = '' } = page;
    expect(ids(await finance(desk, { state: 'declined', cursor }))).toEqual(['b']);
  });
});

describe('what a payer sees', () => {
  const list = (desk: Desk, openid = PAYER) => listRefunds(desk.ports, openid, { orderId: 'order1' });

  test('are the refunds of her order, oldest first', async () => {
    const desk = await takenMoney();
    await desk.putRefund({ ...GRANTED, _id: 'order1R2', askedAt: hours(41), endedAt: hours(50) });
    await desk.putRefund();
    await desk.putRefund({ _id: 'order2R1', orderId: 'order2' });
    const { studentName: _s, courseTitle: _c, unitName: _u, ...row } = ROW;
    const { collectedFen: _f, unitRefundedFen: _r, transactionId: _t, ...view } = row;
    expect(await list(desk)).toEqual({
      refunds: [
        view,
        {
          ...{ ...view, refundId: 'order1R2', askedAt: hours(41), state: 'approved', refundFen: 6_000 },
          ...{ explanation: '同意。', decidedAt: GRANTED.decidedAt, endedAt: hours(50) },
        },
      ],
    });
  });

  test('are no one else’s', async () => {
    const desk = await takenMoney({ units: [taken] });
    expect(await refused(list(desk, 'o-other'))).toEqual(['NOT_FOUND', 'no order order1 of this payer']);
  });
});
