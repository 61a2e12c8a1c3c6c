import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ControlClient, Surprise } from '../../dev/local/control-client';
import type { LocalWeChatFacts } from '../../local-wechat';
import { Child } from './child';
import { withSdk } from './sdk-process';

let home: string;
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'lfpl-e2e-start-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const started: Child[] = [];
function start(data: string, args: string[] = [], env: Record<string, string> = {}): Child {
  const child = new Child(['start', '--', '--data', path.join(home, data), '--empty', ...args], env);
  started.push(child);
  return child;
}
afterEach(async () => {
  for (const child of started.splice(0)) {
    child.kill('SIGTERM');
    await child.ended;
  }
});

const up = (child: Child): Promise<string> => child.says(/启动用时 [\d.]+ 秒/);
const factsFile = (data: string): string => path.join(home, data, 'local.json');
const factsOf = (data: string): LocalWeChatFacts =>
  JSON.parse(readFileSync(factsFile(data), 'utf8')) as LocalWeChatFacts;

/** Ports that nobody uses now. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      await new Promise((resolve) => server.close(resolve));
      return typeof address === 'object' && address ? address.port : 0;
    }),
  );
}

describe('npm start, while it is up', () => {
  let child: Child;
  let facts: LocalWeChatFacts;
  let ports: number[];
  beforeAll(async () => {
    ports = await freePorts(3);
    const [cloud, pay, control] = ports;
    const named = { PORT_CLOUD: `${cloud}`, PORT_PAY: `${pay}`, PORT_CONTROL: `${control}` };
    child = new Child(['start', '--', '--data', path.join(home, 'up'), '--empty'], named);
    await up(child);
    facts = factsOf('up');
  });
  afterAll(async () => {
    child.kill('SIGTERM');
    await child.ended;
  });

  test('has said where everything is, and written it to local.json', () => {
    const loopback = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+/) as string;
    const text = expect.stringMatching(/./) as string;
    expect(facts).toMatchObject({
      cloud: { adminUrl: loopback, httpAccessUrl: loopback },
      control: { url: loopback },
      env: { TCB_ENV: 'lfpl-local' },
      pay: {
        ...{
          baseUrl: loopback,
          appid: text,
          mchid: text,
          merchantSerial: text,
          apiV3Key: text,
          apiV2Key: text,
        },
        ...{ merchantPrivateKeyPath: text, platformKeyId: text, platformPublicKeyPath: text },
        services: [{ threshold: 600 }, { threshold: 650 }, { threshold: 700 }],
      },
    });
    const { merchantPrivateKeyPath, platformPublicKeyPath } = facts.pay;
    expect(readFileSync(merchantPrivateKeyPath, 'utf8')).toContain('PRIVATE KEY');
    expect(readFileSync(platformPublicKeyPath, 'utf8')).toContain('PUBLIC KEY');
    for (const url of [
      facts.cloud.adminUrl,
      facts.cloud.httpAccessUrl,
      facts.pay.baseUrl,
      facts.control.url,
    ]) {
      expect(child.lines.join('\n')).toContain(url);
    }
  });

  test('the SDK works from another process with the variables in local.json', async () => {
    const found = await withSdk<{ name: string }[]>(
      facts.env,
      `await db.collection('audit').add({ data: { _id: 'from-outside', name: 'hello' } });
       return (await db.collection('audit').where({ _id: 'from-outside' }).get()).data;`,
    );
    expect(found).toMatchObject([{ name: 'hello' }]);
    const answer = await withSdk<{ result: unknown }>(
      facts.env,
      `return cloud.callFunction({ name: 'catalog', data: { action: 'list', data: {} } });`,
    );
    expect(answer.result).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
  });

  test('control answers on every route that a session needs', async () => {
    const control = new ControlClient(facts.control.url);
    const before = await control.get<{ now: number; mode: string }>('/clock');
    expect(before).toMatchObject({ mode: 'running' });
    expect(Math.abs(before.now - Date.now())).toBeLessThan(60_000);
    expect(await control.post('/clock/mode', { mode: 'frozen' })).toMatchObject({ mode: 'frozen' });
    const frozen = await control.now();
    await control.advance(90_000, 'all');
    expect(await control.now()).toBe(frozen + 90_000);

    await control.setPerson('oSomebody', { score: 612, balanceFen: 5 });
    expect(await control.get('/people/oSomebody')).toMatchObject({ score: 612, balanceFen: 5 });
    expect(await control.call('oSomebody', 'catalog', 'list', {})).toEqual({ courses: [] });
    const { calls } = await control.get<{ calls: { what: string }[] }>('/requests');
    expect(calls.map((call) => call.what)).toEqual(expect.arrayContaining(['catalog', 'deduction', 'push']));
    for (const [route, body] of Object.entries({
      '/wechat/sign': { package: 'none', outcome: 'sign' },
      '/wechat/cancel-plan': { signPlanId: 'none' },
      '/wechat/revoke-service': { openid: 'oSomebody', serviceId: 'none' },
      '/wechat/pay-now': { openid: 'oSomebody', outOrderNo: 'none' },
    })) {
      await expect(control.post(route, body)).rejects.toThrow(Surprise);
      await expect(control.post(route, body)).rejects.toThrow(/"code":"UNKNOWN_/);
    }
  });

  test('stands on the ports that the environment names', () => {
    expect([facts.cloud.adminUrl, facts.pay.baseUrl, facts.control.url]).toEqual([
      `http://127.0.0.1:${ports[0]}/admin`,
      `http://127.0.0.1:${ports[1]}`,
      `http://127.0.0.1:${ports[2]}`,
    ]);
  });

  test('its folder belongs to it alone: a second start is refused and it goes on', async () => {
    const second = start('up');
    expect(await second.ended).toBe(1);
    expect(second.lines.join('\n')).toMatch(/already runs on .*up/);
    expect(await new ControlClient(factsOf('up').control.url).now()).toBeGreaterThan(0);
  });
});

describe('npm start', () => {
  test('says which variable names no port', async () => {
    const wrong = [start('bad', [], { PORT_PAY: '80a' }), start('bad', [], { PORT_CLOUD: '70000' })];
    expect(await Promise.all(wrong.map((child) => child.ended))).toEqual([1, 1]);
    expect(wrong.map((child) => /PORT_\w+ must be a port/.exec(child.lines.join('\n'))?.[0])).toEqual([
      'PORT_PAY must be a port',
      'PORT_CLOUD must be a port',
    ]);
  });

  test('keeps its data from start to start; --fresh empties it', async () => {
    const openid = 'oKept';
    const balance = async (child: Child): Promise<number> => {
      await up(child);
      const { balanceFen } = await new ControlClient(factsOf('kept').control.url).get<{ balanceFen: number }>(
        `/people/${openid}`,
      );
      return balanceFen;
    };
    const first = start('kept');
    await up(first);
    await new ControlClient(factsOf('kept').control.url).setPerson(openid, { balanceFen: 123 });
    first.kill('SIGTERM');
    await first.ended;

    const second = start('kept');
    expect(await balance(second)).toBe(123);
    second.kill('SIGTERM');
    await second.ended;
    expect(await balance(start('kept', ['--fresh']))).not.toBe(123);
  });

  test('a folder with files of others is never emptied', async () => {
    const own = path.join(home, 'thesis.txt');
    writeFileSync(own, 'five years of work');
    const child = start('.', ['--fresh']);
    expect(await child.ended).toBe(1);
    expect(readFileSync(own, 'utf8')).toBe('five years of work');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s to npm ends everything cleanly', async (signal) => {
    const child = start(signal);
    await up(child);
    const { control, pid } = factsOf(signal);
    child.kill(signal);
    expect(await child.ended).toBe(0);
    expect(existsSync(factsFile(signal))).toBe(false);
    expect(existsSync(path.join(home, signal, 'lock'))).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(fetch(`${control.url}/clock`)).rejects.toThrow();
  });

  test('Ctrl-C reaches the whole group and still ends in order', async () => {
    const child = start('group');
    await up(child);
    child.interrupt();
    expect(await child.ended).toBe(0);
    expect(child.lines.join('\n')).toContain('正在停止');
    expect(existsSync(factsFile('group'))).toBe(false);
  });
});
