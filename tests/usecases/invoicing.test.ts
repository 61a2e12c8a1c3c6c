import { isCreditCode, isTaxNumber } from '../../server/domain/invoice/tax-number';
import { MINUTE } from '../../server/domain/time';
import { charged, type Lived, taught } from './lived';
import { ACADEMIC, FINANCE, PAYER } from './school';

const PERSON = { titleKind: 'person' as const, title: '李小梅' };
const ISSUED = { number: '24442000000012345678', fileId: 'cloud://env.bucket/invoice.pdf' };

function ask({ world, orderId }: Lived, changes: object = {}) {
  return world.call(PAYER, 'signing', 'askInvoice', { orderId, unitNos: [1], ...PERSON, ...changes });
}

async function giveBack({ world, orderId }: Lived, amountFen: number): Promise<void> {
  const act = { orderId, unitNo: 1, kind: 'refund' as const, amountFen, proof: [], reason: '少上一半' };
  await world.call(FINANCE, 'finance', 'askAct', act);
  for (const { _id } of world.store.all('refunds')) {
    world.payments.refunds.set(_id, { outRefundNo: _id, status: 'SUCCESS' });
  }
  world.advance(5 * MINUTE);
  await world.deduction();
}

describe('an invoice', () => {
  test('is asked for paid units, issued with number and file, and sent to the learner', async () => {
    const lived = await charged();
    const { world, orderId } = lived;
    expect(await world.call(PAYER, 'signing', 'invoiceable', { orderId })).toEqual({
      units: [{ unitNo: 1, name: '第1次课', amountFen: 10_000 }],
      amountFen: 10_000,
    });
    const { invoiceId } = await ask(lived);
    const { entries } = await world.call(FINANCE, 'finance', 'workList', { kind: 'invoice_asked' });
    expect(entries[0]?.case?.nextActs[0]).toMatchObject({ kind: 'issue_invoice' });
    expect((await world.call(FINANCE, 'finance', 'listInvoices', {})).invoices).toMatchObject([
      { invoiceId, studentName: '李小梅', courseTitle: '成人书法', amountFen: 10_000 },
    ]);
    await world.call(FINANCE, 'finance', 'issueInvoice', { invoiceId, amountFen: 10_000, ...ISSUED });
    expect((await world.call(PAYER, 'signing', 'invoices', { orderId })).invoices).toMatchObject([
      { state: 'issued', amountFen: 10_000, redDue: false, ...ISSUED },
    ]);
    const { pushes } = await world.call(PAYER, 'classroom', 'inbox', {});
    expect(pushes).toContainEqual(expect.objectContaining({ kind: 'invoice', title: '发票已开 ¥100.00' }));
    expect((await world.call(FINANCE, 'finance', 'workList', {})).entries).toEqual([]);
  });

  test('never says more than was paid less what was given back', async () => {
    const lived = await charged();
    const { world, orderId } = lived;
    const { invoiceId } = await ask(lived);
    await giveBack(lived, 4_000);
    const issue = (amountFen: number) =>
      world.ask(FINANCE, 'finance', 'issueInvoice', { invoiceId, amountFen, ...ISSUED });
    expect(await issue(6_001)).toMatchObject({ error: { code: 'BAD_REQUEST', detail: { most: 6_000 } } });
    expect(await issue(6_000)).toMatchObject({ ok: true });
    await giveBack(lived, 1);
    expect((await world.call(PAYER, 'signing', 'invoices', { orderId })).invoices).toMatchObject([
      { amountFen: 6_000, redDue: true },
    ]);
    const due = () => world.call(FINANCE, 'finance', 'workList', { kind: 'red_invoice' });
    const [red] = (await due()).entries;
    expect(red?.reason).toContain('冲减 ¥0.01');
    await world.call(FINANCE, 'staff', 'finishTask', { taskId: red?.taskId ?? '' });
    expect((await due()).entries).toEqual([]);
  });

  test('is not made of what is not paid, nor twice of the same unit', async () => {
    const unpaid = await taught();
    const request = { orderId: unpaid.orderId, unitNos: [1], ...PERSON };
    expect(await unpaid.world.refusal(PAYER, 'signing', 'askInvoice', request)).toBe('WRONG_STATE');
    const lived = await charged();
    const { world, orderId } = lived;
    const again = { orderId, unitNos: [1], ...PERSON };
    const { invoiceId } = await ask(lived);
    expect(await world.refusal(PAYER, 'signing', 'askInvoice', again)).toBe('WRONG_STATE');
    await world.call(FINANCE, 'finance', 'declineInvoice', { invoiceId, explanation: '请写全名' });
    const second = await ask(lived);
    expect(second.state).toBe('asked');
    expect(
      await world.call(PAYER, 'signing', 'withdrawInvoice', { invoiceId: second.invoiceId }),
    ).toMatchObject({
      state: 'withdrawn',
    });
    expect((await ask(lived)).invoiceId).not.toBe(second.invoiceId);
  });

  test('belongs to its payer and is answered by finance', async () => {
    const lived = await charged();
    const { world, orderId } = lived;
    const { invoiceId } = await ask(lived);
    expect(await world.refusal('o-other', 'signing', 'invoices', { orderId })).toBe('NOT_FOUND');
    expect(await world.refusal('o-other', 'signing', 'withdrawInvoice', { invoiceId })).toBe('NOT_FOUND');
    const issue = { invoiceId, amountFen: 1, ...ISSUED };
    expect(await world.refusal(ACADEMIC, 'finance', 'issueInvoice', issue)).toBe('FORBIDDEN');
  });

  test('of an organisation needs its taxpayer number', async () => {
    const { world, orderId } = await charged();
    const organisation = { orderId, unitNos: [1], titleKind: 'organisation' as const, title: '某某公司' };
    expect(await world.refusal(PAYER, 'signing', 'askInvoice', organisation)).toBe('BAD_REQUEST');
    const wrong = { ...organisation, taxNumber: '91350100M000100Y44' };
    expect(await world.refusal(PAYER, 'signing', 'askInvoice', wrong)).toBe('BAD_REQUEST');
    const right = { ...organisation, taxNumber: '91350100M000100Y43' };
    expect(await world.call(PAYER, 'signing', 'askInvoice', right)).toMatchObject({ state: 'asked' });
  });
});

describe('a taxpayer number', () => {
  test.each([
    ['91350100M000100Y43', true, 'the example of GB 32100-2015'],
    ['91350100M000100Y34', false, 'two digits changed places'],
    ['91350100I000100Y43', false, 'I is no character of it'],
    ['11010519491231002X', true, "a citizen's number (the example of GB 11643-1999)"],
    ['110105194912310021', false, "a citizen's number with a wrong check"],
    ['440300123456789', true, 'an older number of 15'],
    ['4403001234567891', false, '16 characters'],
  ])('%s: %s, %s', (number, right) => {
    expect(isTaxNumber(number)).toBe(right);
  });

  test('with any one character changed is wrong', () => {
    const code = '91350100M000100Y43';
    const changed = [...code].map((c, i) => code.slice(0, i) + (c === '7' ? '8' : '7') + code.slice(i + 1));
    expect(changed.filter(isCreditCode)).toEqual([]);
  });
});
