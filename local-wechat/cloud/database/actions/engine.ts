import type { Clock } from '../../../clock';
import type { Aggregations } from '../aggregate/aggregate';
import { invalidParam } from '../errors';
import type { Store } from '../storage/store';
import type { Writer } from '../transactions/writer';
import type { DatabaseSettings } from '../types';
import { orderKey } from '../values/order-key';
import type { Document } from '../values/value';
import type { Body } from './body';

/** What every action works with. */
export interface Engine {
  store: Store;
  settings: Readonly<DatabaseSettings>;
  writer: Writer;
  aggregations: Aggregations;
  clock: Clock;
}

/** An action of the gateway: what stands beside `requestId` in the reply. */
export type Action = (engine: Engine, body: Body) => Promise<Body> | Body;

/** The id (as an order key) that a query inside a transaction must name; conditions are refused there. */
export function transactionTarget(query: Document): string {
  const id = query['_id'];
  if ((typeof id !== 'string' && typeof id !== 'number') || Object.keys(query).length !== 1) {
    throw invalidParam('a transaction works on single documents by their id: where() is not supported');
  }
  return orderKey(id);
}
