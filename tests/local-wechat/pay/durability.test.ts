import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalPayFacts } from '../../../local-wechat/pay';
import { Merchant } from './kit/merchant';
import { completed, OPENID, offer, orderNow, PLANS, planRequest, signed, signPlanNow } from './kit/requests';
import { DAY, MINUTE, openTown } from './kit/town';

describe('what survives', () => {
  test('a restart forgets nothing: people, switches, packages, due deductions, undelivered callbacks', async () => {
    const town = await openTown();
    town.pay.switches.put({ cancelWhilePaying: 'deny' });
    town.pay.people.put(OPENID, { balanceFen: 500, score: 655 });
    const plan = await signed(town);
    const order = await completed(town, plan, 1, 600);
    const offered = await offer(town);
    await town.advance(MINUTE);
    town.inbox.answer = 500;
    town.pay.wechat.sign((await offer(town, [1], 'oOther')).package, 'sign');
    const { facts } = town.pay;
    await town.restart();

    expect({ ...town.pay.facts, baseUrl: '' }).toEqual({ ...facts, baseUrl: '' });
    expect(town.pay.switches.get().cancelWhilePaying).toBe('deny');
    expect(town.pay.people.get(OPENID)).toMatchObject({ balanceFen: 500, score: 655 });
    town.pay.people.put(OPENID, { balanceFen: 600 });
    town.inbox.answer = 200;
    await town.advance(31 * MINUTE);
    expect((await orderNow(town, order)).state).toBe('DONE');
    expect(town.inbox.of('PAYSCORE.USER_PAID')).toHaveLength(1);
    expect(town.inbox.of('PAYSCORE.USER_SIGN_PLAN')).toHaveLength(2);
    expect(town.pay.wechat.sign(offered.package, 'sign').result).toBe('signed');
    await town.advance(DAY);
    expect((await signPlanNow(town, offered.sign_plan)).sign_state).toBe('SIGNED');
    await town.close();
  });

  test('what was answered is there after kill -9, and nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pay-kill-'));
    const keysDir = join(__dirname, '../../../node_modules/.cache/local-wechat-pay-test-keys');
    const start = async (): Promise<{ child: ChildProcess; merchant: Merchant }> => {
      const child = fork(join(__dirname, 'kit/serve.ts'), [folder, keysDir], {
        execArgv: ['--import', 'tsx'],
      });
      const facts = await new Promise<LocalPayFacts>((resolve) =>
        child.once('message', (it) => resolve(it as LocalPayFacts)),
      );
      return { child, merchant: new Merchant(facts, Date.now) };
    };
    const first = await start();
    const town = { pay: { facts: first.merchant.facts } } as never;
    const answered: string[] = [];
    const killed = new Promise((resolve) => first.child.once('exit', resolve));
    for (let count = 0; ; count += 1) {
      if (count === 15) first.child.kill('SIGKILL');
      const body = planRequest(town);
      const answer = await first.merchant.post(PLANS, body).catch(() => undefined);
      if (!answer) break;
      answered.push(body.merchant_plan_no);
    }
    await killed;
    expect(answered.length).toBeGreaterThanOrEqual(15);
    const second = await start();
    for (const number of answered)
      expect((await second.merchant.get(`${PLANS}/merchant-plan-no/${number}`)).status).toBe(200);
    second.child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  test('two programs that start at once agree on the keys', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pay-keys-'));
    const options = { keysDir: join(folder, 'keys') };
    const towns = await Promise.all([openTown(options), openTown(options)]);
    const [left, right] = towns.map((town) =>
      createHash('sha1')
        .update(JSON.stringify({ ...town.pay.facts, baseUrl: '' }))
        .digest('hex'),
    );
    expect(left).toBe(right);
    await Promise.all(towns.map((town) => town.close()));
    rmSync(folder, { recursive: true });
  });
});
