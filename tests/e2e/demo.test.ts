import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { STAFF } from '../../dev/demo/institution';
import { CHEN, LIN, WANG, ZHOU } from '../../dev/demo/learners';
import { checkPlayed } from '../../dev/demo/play';
import type { LocalWeChatFacts } from '../../local-wechat';
import { Child } from './child';
import { withSdk } from './sdk-process';
import { type OrderView, World } from './world';

const CLASS = 12_000;

interface Books {
  signPlans: { openid: string; signPlanId: string; signState: string }[];
  orders: { openid: string; planDetailNo: number; state: string; totalAmount?: number; attempts: number }[];
  transactions: { transactionId: string; amount: number }[];
  totals: { collected: number; owing: number; refunded: number };
}

// Two whole demos at once.

let home: string;
let played: Child;
let tampered: Child;
let alteredEntry: string;
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'lfpl-e2e-demo-'));
  played = new Child(['run', 'demo', '--', '--data', path.join(home, 'played')]);
  tampered = new Child(['run', 'demo', '--', '--data', path.join(home, 'tampered')]);
  await tampered.says(/第 2 次课已扣费/);
  const { env } = JSON.parse(
    readFileSync(path.join(home, 'tampered', 'local.json'), 'utf8'),
  ) as LocalWeChatFacts;
  alteredEntry = await addOneFen(env);
  await Promise.all([played.ended, tampered.ended]);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Alters one fen of one entry of our ledger, past all of the product. */
function addOneFen(env: Record<string, string>): Promise<string> {
  return withSdk<string>(
    env,
    `const { data: [entry] } = await db.collection('ledger').where({ kind: 'collect' }).limit(1).get();
     await db.collection('ledger').doc(entry._id).update({ data: { amountFen: db.command.inc(1) } });
     return entry._id;`,
  );
}

describe('npm run demo', () => {
  test('plays to its end and says that every book agrees', async () => {
    expect(await played.ended).toBe(0);
    const text = played.lines.join('\n');
    expect(text).toContain('账目核对    一致，0 分不明');
    expect(text).toContain('机构收入      ¥5,840.00');
    expect(text).toMatch(/微信支付调用 {2}共 \d+ 次/);
    expect(text).toMatch(/用时 [\d.]+ 秒/);
  });

  test('tells each step as it happens', () => {
    const told = played.lines.filter((line) => line.includes('林晓雯')).join('\n');
    for (const step of [
      '先选整门课上完再扣',
      '还没有签约，没有产生任何费用',
      '签好了，现在付款 ¥0.00',
      '余额不足，微信会自动再扣',
      '第 8 次课的座位先保留',
      '在微信里付清 ¥120.00，座位恢复',
      '第 11 次课提出异议，这一笔先不扣',
      '第 11 次课已扣费 ¥60.00',
      '关闭前预览：现在应付 ¥0.00，永不扣费 ¥660.00',
      '扣费服务已关闭',
    ]) {
      expect(told).toContain(step);
    }
    expect(told.match(/这次缺课，不扣费/g)).toHaveLength(2);
    expect(played.lines.join('\n')).toContain('可以每次课上完后直接支付 ¥120.00');
  });
});

describe('What the demo leaves in the books', () => {
  let world: World;
  let books: Books;
  beforeAll(async () => {
    world = await World.on(path.join(home, 'played'));
    books = await world.control.get<Books>('/books');
  });
  afterAll(() => world.local.stop());

  const orderOf = async (openid: string): Promise<OrderView> => {
    const { orders } = await world.control.call(openid, 'signing', 'list', {});
    return world.control.call(openid, 'signing', 'read', { orderId: orders[0]?.orderId ?? '' });
  };
  const collectedFrom = async (openid: string): Promise<number[]> => {
    const { orderId } = await orderOf(openid);
    const { entries } = await world.control.call(openid, 'classroom', 'orderStatement', { orderId });
    return entries.filter((entry) => entry.kind === 'collect').map((entry) => entry.amountFen);
  };
  const atWeChat = (openid: string) => books.orders.filter((order) => order.openid === openid);

  test('the first learner: fourteen classes and a half, charged one by one, and closed', async () => {
    const order = await orderOf(LIN.openid);
    expect(order).toMatchObject({ state: 'closed', chargedFen: 174_000, totalFen: 240_000 });
    expect(order.units.map((unit) => unit.status)).toEqual([
      ...Array.from({ length: 15 }, () => 'paid'),
      ...Array.from({ length: 5 }, () => 'dropped'),
    ]);
    expect(await collectedFrom(LIN.openid)).toEqual(
      Array.from({ length: 15 }, (_, i) => (i + 1 === 11 ? CLASS / 2 : CLASS)),
    );
    expect(order.closing).toMatchObject({ by: 'payer', lines: [], neverChargedFen: 5 * CLASS + CLASS / 2 });
    expect(order.units[10]?.objection?.decision).toMatchObject({ kind: 'lowered', chargeFen: CLASS / 2 });
  });

  test('she signed once, after a rung that left her unsigned, and her plan is stopped', () => {
    const states = books.signPlans.filter((plan) => plan.openid === LIN.openid).map((plan) => plan.signState);
    expect(states).toEqual(['UNSIGNED', 'SIGN_PLAN_CANCEL']);
  });

  test('her empty balance made WeChat try in vain at class 7 alone', () => {
    const tried = atWeChat(LIN.openid).filter((order) => order.attempts > 1);
    expect(tried.map((order) => order.planDetailNo)).toEqual([7]);
  });

  test('she was absent twice and made both up', async () => {
    const { orderId } = await orderOf(LIN.openid);
    const statement = await world.control.call(LIN.openid, 'classroom', 'orderStatement', { orderId });
    const taught = statement.entries.filter((entry) => entry.kind === 'charge').flatMap((e) => e.why.classes);
    const classes = await Promise.all(
      taught.map(({ classId }) => world.control.call(STAFF.academic, 'staff', 'readClass', { classId })),
    );
    expect(classes.filter(({ class: cls }) => cls.makeUp)).toHaveLength(2);
    const { classes: seats } = await orderOf(LIN.openid);
    expect(seats.filter((cls) => cls.seat === 'absent')).toHaveLength(2);
  });

  test('the second learner: four stages', async () => {
    expect(await orderOf(CHEN.openid)).toMatchObject({ state: 'completed', chargedFen: 320_000 });
    expect(await collectedFrom(CHEN.openid)).toEqual([80_000, 80_000, 80_000, 80_000]);
  });

  test('the third: a whole course at once', async () => {
    expect(await orderOf(WANG.openid)).toMatchObject({ state: 'completed', chargedFen: 90_000 });
    expect(await collectedFrom(WANG.openid)).toEqual([90_000]);
  });

  test('the fourth never signed, owes nothing, and no word anywhere says why', async () => {
    const order = await orderOf(ZHOU.openid);
    expect(order).toMatchObject({ state: 'abandoned', chargedFen: 0, atMostFen: 0 });
    expect(await collectedFrom(ZHOU.openid)).toEqual([]);
    expect(atWeChat(ZHOU.openid)).toEqual([]);
    expect(JSON.stringify(order)).not.toMatch(/score|refus|reject|分数|拒绝/i);
  });

  test("WeChat Pay's books hold the same money and nothing else", async () => {
    expect(books.totals).toMatchObject({ collected: 584_000, owing: 0, refunded: 0 });
    expect(books.transactions).toHaveLength(20);
    const { faults, incomeFen, collectedByWeChatFen } = await checkPlayed(world.control);
    expect({ faults, incomeFen, collectedByWeChatFen }).toEqual({
      ...{ faults: [], incomeFen: 584_000, collectedByWeChatFen: 584_000 },
    });
  });
});

describe('One fen altered', () => {
  test('in our ledger while the demo runs: it fails and names the entry', async () => {
    expect(await tampered.ended).toBe(1);
    const seq = alteredEntry.slice(alteredEntry.lastIndexOf('-') + 1);
    expect(tampered.lines.join('\n')).toMatch(
      new RegExp(`账目核对    不一致[^]*ledger entry ${seq} is altered`),
    );
  });

  test.each([
    ['payment', 'amount', 'transactionId'],
    ['service_order', 'totalAmount', 'collected.transactionId'],
  ])("in WeChat Pay's books (%s): the check fails and names the transaction", async (table, amount, id) => {
    const data = path.join(home, table);
    cpSync(path.join(home, 'played'), data, { recursive: true });
    const books = new Database(path.join(data, 'pay.db'));
    const path$ = (field: string) => `json_extract(doc, '$.${field}')`;
    const { key, transactionId } = books
      .prepare(`SELECT key, ${path$(id)} AS transactionId FROM ${table} WHERE ${path$(amount)} > 0 LIMIT 1`)
      .get() as { key: string; transactionId: string };
    books
      .prepare(`UPDATE ${table} SET doc = json_set(doc, '$.${amount}', ${path$(amount)} + 1) WHERE key = ?`)
      .run(key);
    books.close();

    const check = new Child(['run', 'demo', '--', '--data', data, '--check']);
    expect(await check.ended).toBe(1);
    expect(check.lines.join('\n')).toMatch(new RegExp(`账目核对    不一致[^]*transaction ${transactionId}`));
  });
});
