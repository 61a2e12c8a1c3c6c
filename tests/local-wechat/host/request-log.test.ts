import { createRequestLog } from '../../../local-wechat/control/request-log';
import { MONDAY_NINE } from './test-cloud';

describe('The log of the local WeChat', () => {
  const clock = { now: () => MONDAY_NINE };

  test('keeps the last 2000 entries in order', () => {
    const log = createRequestLog(clock);
    for (let index = 0; index < 2100; index += 1)
      log.record({ kind: 'cloud', from: 'staff', what: `call ${index}` });
    const kept = log.entries();
    expect(kept).toHaveLength(2000);
    expect([kept[0]?.what, kept.at(-1)?.what]).toEqual(['call 100', 'call 2099']);
  });

  test('traced, each entry is one readable line as it happens', () => {
    const lines: string[] = [];
    const log = createRequestLog(clock, { print: (line) => lines.push(line) });
    log.record({
      kind: 'function',
      from: 'wx_client',
      what: 'signing',
      who: 'oLearner0123456789',
      ms: 12.34,
    });
    log.record({
      kind: 'cloud',
      from: 'signing',
      what: 'database.getDocument orders',
      error: 'SERVER_TIMEOUT the\nreason',
      detail: { query: '{"_id":"o1"}', limit: 20, transactionId: 't1' },
    });
    expect(lines).toEqual([
      '03-02 09:00:00.000 function wx_client → signing  (oLearn…89)  12.3 ms',
      '03-02 09:00:00.000 cloud    signing → getDocument orders  {"_id":"o1"} limit 20 in a transaction  ✗ SERVER_TIMEOUT the ⏎ reason',
    ]);
  });
});
