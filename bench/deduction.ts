import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { LocalPayFacts } from '../local-wechat/pay';
import { readDeployment } from '../server/adapters/deployment';
import { createCallbackReader } from '../server/adapters/wechat-pay/callbacks';
import { createPayScore } from '../server/adapters/wechat-pay/pay-score';
import { DAY, MINUTE, msOf } from '../server/domain/time';
import { storeCallback } from '../server/usecases/callbacks/store-callback';
import { calligraphy, openSchool, publish, scheduleAt, TEACHER } from '../tests/usecases/school';
import type { World } from '../tests/usecases/world';
import { cryptoFloor } from './crypto-floor';
import { processorTime } from './measure';
import type { Line } from './table';
import type { PayOrder } from './wechat-pay-process';

const LEARNERS = 10;
const CLASSES = 10;
/** Classes that warm up and are not counted. */
const WARM_UP = 3;
const FIRST_CLASS = Date.parse('2026-03-07T10:00:00+08:00');

/**
 * Processor time of one deduction in our process: the unit opened at WeChat Pay, completed, its callback verified,
 * stored and applied, the ledger written. Real use cases, real adapter and HTTP, the store in memory, WeChat Pay next door.
 */
export async function measureDeduction(folder: string): Promise<Line> {
  const next = await startNextDoor(folder);
  const { world } = next;
  try {
    const content = calligraphy(
      { rungs: [{ key: 'per-class', serviceKey: 'per-class', unit: { kind: 'class' } }] },
      CLASSES,
    );
    const courseId = await publish(world, content);
    const orders = [];
    for (let at = 0; at < LEARNERS; at += 1) orders.push(await enrol(next, courseId, `o-learner-${at}`));
    const classIds = [];
    for (let at = 0; at < CLASSES; at += 1) {
      const startsAt = new Date(FIRST_CLASS + at * 2 * DAY + 8 * 60 * MINUTE).toISOString().slice(0, 19);
      classIds.push(await scheduleAt(world, courseId, `${startsAt}+08:00`, { capacity: LEARNERS }));
    }
    let spent = 0;
    for (const [at, classId] of classIds.entries()) {
      const taken = await chargeClass(next, classId, orders, at);
      if (at >= WARM_UP) spent += taken;
    }
    const paid = await countPaid(world, orders);
    if (paid !== LEARNERS * CLASSES) throw new Error(`${paid} of ${LEARNERS * CLASSES} units were charged`);
    const floor = await cryptoFloor();
    const what = 'one deduction, processor time';
    return {
      what,
      micros: spent / (LEARNERS * (CLASSES - WARM_UP)),
      floor,
      floorOf: '2 signs + 3 verifies + 1 decrypt',
    };
  } finally {
    next.close();
  }
}

/** Opens, teaches and charges one class for everybody; answers the microseconds of the parts that are deduction. */
async function chargeClass(next: NextDoor, classId: string, orders: string[], at: number): Promise<number> {
  const { world, until } = next;
  const start = FIRST_CLASS + at * 2 * DAY;
  await until(start - 100 * MINUTE);
  let spent = await processorTime(() => world.deduction());
  await until(start + 95 * MINUTE);
  const marks = orders.map((orderId) => ({ seatId: `${classId}-${orderId}`, mark: 'attended' as const }));
  await world.call(TEACHER, 'staff', 'rollCall', { classId, marks });
  await until(start + 95 * MINUTE + DAY);
  spent += await processorTime(() => world.deduction());
  // WeChat Pay deducts and calls back; our server's part of it is counted.
  spent += await processorTime(() => until(start + 97 * MINUTE + DAY));
  spent += await processorTime(() => world.deduction());
  return spent;
}

async function countPaid(world: World, orders: string[]): Promise<number> {
  let paid = 0;
  for (const id of orders) {
    const order = await world.store.get('orders', id);
    paid += order?.units.filter(({ collection }) => collection === 'paid').length ?? 0;
  }
  return paid;
}

async function enrol(next: NextDoor, courseId: string, openid: string): Promise<string> {
  const { world } = next;
  const name = '李小梅';
  const student = { name, birthYear: 1990, relation: 'self' as const };
  const { studentId } = await world.call(openid, 'signing', 'addStudent', student);
  const { contract } = await world.call(openid, 'catalog', 'read', { courseId });
  const { orderId } = await world.call(openid, 'signing', 'order', {
    ...{ courseId, studentId, rungKey: 'per-class' },
    ...{ contractVersion: contract.version, contractHash: contract.hash },
  });
  const signing = await world.call(openid, 'signing', 'sign', { orderId, rungKey: 'per-class' });
  await next.ask({ kind: 'sign', ticket: signing.package });
  const { state } = await world.call(openid, 'signing', 'refresh', { orderId });
  if (state !== 'active') throw new Error(`the order is ${state}`);
  return orderId;
}

interface NextDoor {
  world: World;
  ask(order: PayOrder): Promise<unknown>;
  /** Moves both clocks; callbacks that come on the way are stored. */
  until(at: number): Promise<void>;
  close(): void;
}

async function startNextDoor(folder: string): Promise<NextDoor> {
  const world = await openSchool();
  const child = fork(path.join(__dirname, 'wechat-pay-process.ts'), { execArgv: ['--import', 'tsx'] });
  const ask = (order: PayOrder) => asked(child, order);
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const event = world.ports.callbacks.read(headers, Buffer.concat(chunks).toString('utf8'));
      if (!('refused' in event)) await storeCallback(world.ports, event);
      response.writeHead('refused' in event ? 401 : 204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const notifyUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/pay-notify`;
  const now = msOf(world.now());
  const facts = (await ask({ kind: 'start', folder, now, notifyUrl })) as LocalPayFacts;
  const { pay, settings } = readDeployment(variables(facts));
  const { clock, log } = world.ports;
  world.ports.payScore = createPayScore({ config: pay, clock, log, services: settings.services });
  world.ports.callbacks = createCallbackReader(pay, clock);
  world.ports.settings = { ...world.ports.settings, services: settings.services };
  return {
    ...{ world, ask },
    async until(at) {
      world.advance(at - msOf(world.now()));
      await ask({ kind: 'until', at });
    },
    close() {
      child.kill();
      receiver.closeAllConnections();
      receiver.close();
    },
  };
}

function asked(child: ChildProcess, order: PayOrder): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', ({ answer, error }: { answer?: unknown; error?: string }) => {
      if (error === undefined) resolve(answer);
      else reject(new Error(error));
    });
    child.send(order);
  });
}

function variables(facts: LocalPayFacts): Record<string, string> {
  const limits = { maxDays: 730, maxQuantity: 60, maxUnitFen: 1_000_000 };
  return {
    ...{ INSTITUTION_ID: 'inst', OWNER_CODE: 'the-code-of-the-first-start' },
    SERVICES: JSON.stringify({ 'per-class': { serviceId: facts.services[0]?.serviceId ?? '', ...limits } }),
    ...{ PAY_MCHID: facts.mchid, PAY_APPID: facts.appid, PAY_BASE_URL: facts.baseUrl },
    ...{ PAY_MERCHANT_SERIAL: facts.merchantSerial, PAY_MERCHANT_PRIVATE_KEY: facts.merchantPrivateKeyPath },
    ...{ PAY_API_V3_KEY: facts.apiV3Key, PAY_API_V2_KEY: facts.apiV2Key },
    PAY_PLATFORM_KEYS: JSON.stringify({ [facts.platformKeyId]: facts.platformPublicKeyPath }),
    PAY_NOTIFY_URL: 'https://bench.service.tcloudbase.com/pay-notify',
  };
}
