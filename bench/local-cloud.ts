import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startLocalWeChat } from '../local-wechat';
import type { Floors } from './floors';
import { measure } from './measure';
import type { Line } from './table';

const DOCUMENTS = 10_000;
const ROUNDS = 400;
const TICKS = 200;
const MINUTE = 60_000;

interface Doc {
  get(): Promise<unknown>;
  update(change: { data: object }): Promise<unknown>;
}
interface Query {
  where(condition: object): Query;
  orderBy(field: string, direction: 'asc'): Query;
  limit(count: number): Query;
  get(): Promise<{ data: unknown[] }>;
}
interface Collection extends Query {
  doc(id: string): Doc;
  add(documents: { data: object[] }): Promise<unknown>;
}
interface Sdk {
  init(settings: object): void;
  DYNAMIC_CURRENT_ENV: symbol;
  callFunction(call: { name: string; data: object }): Promise<unknown>;
  database(): {
    command: { gte(value: number): object };
    collection(name: string): Collection;
    runTransaction(
      work: (transaction: { collection(name: string): Collection }) => Promise<void>,
    ): Promise<void>;
  };
}

/** The local cloud through the unmodified SDK, each call beside the bare steps that it can't do without. */
export async function measureLocalCloud(folder: string, floors: Floors): Promise<Line[]> {
  writeFunctions(path.join(folder, 'functions'));
  const local = await startLocalWeChat({
    dataDir: path.join(folder, 'data'),
    functionsDir: path.join(folder, 'functions'),
    collections: [
      {
        name: 'items',
        permission: 'ADMINONLY',
        indexes: [{ name: 'n', keys: [{ field: 'n', direction: 1 }] }],
      },
    ],
    ...{
      httpRoutes: {},
      httpHost: 'bench.service.tcloudbase.com',
      env: 'bench',
      appid: 'wx0000000000000001',
    },
    ...{ functionEnv: () => ({}), clockMode: 'frozen' },
  });
  try {
    const lines = await throughSdk(local.facts.env, floors);
    await local.clock.advance(10 * MINUTE);
    const began = performance.now();
    await local.clock.advance(TICKS * MINUTE, 'all');
    const tick = ((performance.now() - began) * 1000) / TICKS;
    return [
      ...lines,
      { what: 'timer tick', micros: tick, floor: floors.worker, floorOf: '1 worker message' },
    ];
  } finally {
    await local.stop();
  }
}

function writeFunctions(folder: string): void {
  const timer = { triggers: [{ name: 'tick', type: 'timer', config: '0 * * * * * *' }] };
  for (const [name, config] of Object.entries({ echo: {}, tick: timer })) {
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, 'index.js'), 'exports.main = (event) => event;');
    writeFileSync(path.join(folder, name, 'config.json'), JSON.stringify(config));
  }
}

async function throughSdk(env: Record<string, string>, floors: Floors): Promise<Line[]> {
  Object.assign(process.env, env);
  const cloud: Sdk = require('wx-server-sdk');
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  const db = cloud.database();
  const items = db.collection('items');
  for (let from = 0; from < DOCUMENTS; from += 1000) {
    await items.add({
      data: Array.from({ length: 1000 }, (_, n) => ({ _id: `id${from + n}`, n: from + n, text: 'x' })),
    });
  }
  const id = (at: number) => `id${Math.abs(at) % DOCUMENTS}`;
  const get = await measure(ROUNDS, (at) => items.doc(id(at)).get());
  const query = await measure(ROUNDS, (at) =>
    items
      .where({ n: db.command.gte(Math.abs(at)) })
      .orderBy('n', 'asc')
      .limit(20)
      .get(),
  );
  const update = await measure(ROUNDS, (at) => items.doc(id(at)).update({ data: { text: `t${at}` } }));
  const transaction = await measure(ROUNDS / 2, (at) =>
    db.runTransaction(async (tx) => {
      const [a, b] = [tx.collection('items').doc(id(at)), tx.collection('items').doc(id(at + 5000))];
      await a.get();
      await b.get();
      await a.update({ data: { text: `a${at}` } });
      await b.update({ data: { text: `b${at}` } });
    }),
  );
  const call = await measure(ROUNDS, (at) => cloud.callFunction({ name: 'echo', data: { at } }));
  const { http, select, range, update: change, worker } = floors;
  const line = (
    what: string,
    { median, p95 }: { median: number; p95: number },
    floor: number,
    floorOf: string,
  ): Line => ({
    ...{ what, micros: median, p95, floor, floorOf },
  });
  return [
    line('get by id', get, http + select, '1 HTTP + 1 SELECT'),
    line('indexed query, 20 documents', query, http + range, '1 HTTP + 1 SELECT of 20'),
    line('update by id', update, http + select + change, '1 HTTP + 1 SELECT + 1 UPDATE'),
    line(
      'transaction, 2 reads 2 writes',
      transaction,
      6 * http + 2 * select + 2 * change,
      '6 HTTP + 2 SELECT + 2 UPDATE',
    ),
    line('callFunction, warm', call, http + worker, '1 HTTP + 1 worker message'),
  ];
}
