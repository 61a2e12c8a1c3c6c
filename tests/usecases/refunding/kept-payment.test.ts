import type { LedgerEntry } from '../../../server/domain/ledger/entry';
import { fen } from '../../../server/domain/money';
import { keptPaymentOf } from '../../../server/usecases/refunding/kept-payment';
import type { Desk } from '../acting/desk';
import { takenMoney } from './taken-money';

type Line = [seq: number, kind: LedgerEntry['kind'], fen: number, transactionId: string, unitNo?: number];

/** Books with these entries behind the charge of unit 1 and the ¥100.00 of t1. */
async function books(...lines: Line[]): Promise<Desk> {
  const desk = await takenMoney();
  const [entry] = await desk.store.find('ledger', { seq: 2 });
  if (entry === undefined) throw new Error('no entry');
  for (const [seq, kind, amount, transactionId, unitNo = 1] of lines) {
    const content = { seq, kind, amountFen: fen(amount), unitNo, why: { ...entry.why, transactionId } };
    await desk.store.insert('ledger', { ...entry, _id: `order1-${seq}`, ...content });
  }
  return desk;
}

const kept = (desk: Desk, unitNo = 1) => keptPaymentOf(desk.ports, 'order1', unitNo);

describe('the payment that refunds of a class go to', () => {
  test.each<[string, Line[], number]>([
    ['is the one that was kept', [], 10_000],
    ['is all that it was: also what was too much of it', [[3, 'overpaid', 500, 't1']], 10_500],
    ['is not the second one', [[3, 'overpaid', 500, 'twice']], 10_000],
    ['is what it was, also after a part went back', [[3, 'refund', 4_000, 't1']], 10_000],
    ['is not that of another class', [[3, 'collect', 700, 't1', 2]], 10_000],
  ])('%s', async (_, lines, totalFen) => {
    const desk = await books(...lines);
    expect(await kept(desk)).toEqual({ transactionId: 't1', totalFen });
  });

  test('is the first that was kept, in whatever order they are read', async () => {
    const desk = await books([4, 'collect', 200, 'later', 2], [3, 'collect', 300, 'first', 2]);
    expect(await kept(desk, 2)).toEqual({ transactionId: 'first', totalFen: 300 });
  });

  test('is none when nothing of it came through WeChat Pay', async () => {
    const desk = await books([3, 'overpaid', 500, 'twice', 2]);
    expect(await kept(desk, 2)).toBeUndefined();
    expect(await kept(desk, 3)).toBeUndefined();
    expect(await keptPaymentOf(desk.ports, 'order2', 1)).toBeUndefined();
  });
});
