import type { Store, Transaction } from '../../server/ports/store';
import type { Ports } from '../../server/usecases/ports';
import type { Point, Worker } from './workers';

/** The ports as one worker has them: it waits before and after every call. */
export function gatedPorts(ports: Ports, worker: Worker): Ports {
  const { store, payScore, payments, bills, messages, files } = ports;
  const pay = gate(worker, 'pay');
  return {
    ...ports,
    store: gatedStore(store, gate(worker, 'store')),
    payScore: {
      prepare: (kind, input) => payScore.prepare(kind, input),
      send: (call) => pay(call.kind, () => payScore.send(call)),
      queryPlan: (no) => pay('query-plan', () => payScore.queryPlan(no)),
      querySignPlan: (no) => pay('query-sign-plan', () => payScore.querySignPlan(no)),
      queryOrder: (key, no) => pay('query-order', () => payScore.queryOrder(key, no)),
      orderDetailParameters: (key, no) => payScore.orderDetailParameters(key, no),
    },
    payments: {
      prepare: (kind, input) => payments.prepare(kind, input),
      send: (call) => pay(call.kind, () => payments.send(call)),
      queryPayment: (no) => pay('query-payment', () => payments.queryPayment(no)),
      queryRefund: (no) => pay('query-refund', () => payments.queryRefund(no)),
      paymentParameters: (prepayId) => payments.paymentParameters(prepayId),
      payment: (resource) => payments.payment(resource),
      refund: (resource) => payments.refund(resource),
    },
    bills: {
      tradeBill: (day) => pay('trade-bill', () => bills.tradeBill(day)),
      scoreBill: (day) => pay('score-bill', () => bills.scoreBill(day)),
    },
    messages: { send: (message) => gate(worker, 'messages')('send', () => messages.send(message)) },
    files: {
      links: (ids, seconds) => gate(worker, 'files')('links', () => files.links(ids, seconds)),
      remove: (ids) => gate(worker, 'files')('remove', () => files.remove(ids)),
      read: (id, most) => gate(worker, 'files')('read', () => files.read(id, most)),
      write: (path, content) => gate(worker, 'files')('write', () => files.write(path, content)),
    },
  };
}

type Gate = <T>(what: string, act: () => Promise<T>) => Promise<T>;

function gate(worker: Worker, port: Point['port']): Gate {
  return async (what, act) => {
    await worker.at({ port, what, when: 'before' });
    const result = await act();
    await worker.at({ port, what, when: 'after' });
    return result;
  };
}

function gatedStore(store: Store, pass: Gate): Store {
  return {
    get: (name, id) => pass(`get ${name}`, () => store.get(name, id)),
    find: (name, query, options) => pass(`find ${name}`, () => store.find(name, query, options)),
    count: (name, query) => pass(`count ${name}`, () => store.count(name, query)),
    insert: (name, document) => pass(`insert ${name}`, () => store.insert(name, document)),
    updateIf: (name, id, expected, changes) =>
      pass(`update ${name}`, () => store.updateIf(name, id, expected, changes)),
    removeWhere: (name, query) => pass(`remove ${name}`, () => store.removeWhere(name, query)),
    transaction: (work) =>
      pass('transaction', () => store.transaction((tx) => work(gatedTransaction(tx, pass)))),
  };
}

function gatedTransaction(tx: Transaction, pass: Gate): Transaction {
  return {
    get: (name, id) => pass(`read ${name}`, () => tx.get(name, id)),
    insert: (name, document) => pass(`add ${name}`, () => tx.insert(name, document)),
    put: (name, document) => pass(`put ${name}`, () => tx.put(name, document)),
    remove: (name, id) => pass(`remove ${name}`, () => tx.remove(name, id)),
  };
}
