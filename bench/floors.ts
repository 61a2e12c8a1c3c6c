import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'libsql';
import { measure } from './measure';

/** The least that each kind of step takes on this machine, in microseconds (medians). */
export interface Floors {
  /** One row by its key. */
  select: number;
  /** Twenty rows through an index. */
  range: number;
  /** One row changed and committed. */
  update: number;
  /** A small JSON body there and back over loopback, on a connection that stays open. */
  http: number;
  /** A message to a worker thread and its answer. */
  worker: number;
}

const ROUNDS = 1000;

export async function measureFloors(folder: string): Promise<Floors> {
  const { select, range, update } = await statements(path.join(folder, 'floor.db'));
  return { select, range, update, http: await roundTrip(), worker: await message() };
}

async function statements(file: string): Promise<Pick<Floors, 'select' | 'range' | 'update'>> {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec('CREATE TABLE item (id TEXT PRIMARY KEY, n INTEGER, text TEXT); CREATE INDEX n ON item (n)');
  const insert = db.prepare('INSERT INTO item VALUES (?, ?, ?)');
  db.exec('BEGIN');
  for (let n = 0; n < 10_000; n += 1) insert.run(`id${n}`, n, JSON.stringify({ _id: `id${n}`, n }));
  db.exec('COMMIT');
  const byId = db.prepare('SELECT text FROM item WHERE id = ?');
  const byRange = db.prepare('SELECT text FROM item WHERE n >= ? ORDER BY n LIMIT 20');
  const change = db.prepare('UPDATE item SET text = ? WHERE id = ?');
  const select = await measure(ROUNDS, (at) => byId.get(`id${Math.abs(at)}`));
  const range = await measure(ROUNDS, (at) => byRange.all(Math.abs(at)));
  const update = await measure(ROUNDS, (at) => change.run(`{"n":${at}}`, `id${Math.abs(at)}`));
  db.close();
  return { select: select.median, range: range.median, update: update.median };
}

async function roundTrip(): Promise<number> {
  const server = createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => outgoing.end('{"requestId":"x","data":{}}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify({ action: 'database.getDocument', query: '{"_id":"id1"}' });
  const { median } = await measure(ROUNDS, () => {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, method: 'POST', agent }, (answer) => {
        answer.resume().on('end', resolve);
      });
      sent.on('error', reject).end(body);
    });
  });
  agent.destroy();
  await new Promise((resolve) => server.close(resolve));
  return median;
}

async function message(): Promise<number> {
  const echo = `const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (message) => parentPort.postMessage(message));`;
  const worker = new Worker(echo, { eval: true });
  const { median } = await measure(ROUNDS, () => {
    return new Promise((resolve) => {
      worker.once('message', resolve);
      worker.postMessage({ event: '{"n":1}' });
    });
  });
  await worker.terminate();
  return median;
}
