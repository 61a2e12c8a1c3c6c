import { find } from '../query/find';
import { orderKey } from '../values/order-key';
import { isDocQuery, queryOf, textOf, transactionOf } from './body';
import { type Action, transactionTarget } from './engine';

export const removeDocument: Action = async ({ store, writer, clock }, body) => {
  const collection = store.collection(textOf(body, 'collectionName'));
  const query = queryOf(body, clock.now());
  const transactionId = transactionOf(body);
  if (transactionId !== undefined) {
    const transaction = writer.transactions.get(transactionId);
    const idKey = transactionTarget(query);
    if (transaction.read(collection, idKey) === undefined) return { data: { deleted: 0 } };
    writer.transactions.write(transaction, () => transaction.write(collection, idKey, undefined));
    return { data: { deleted: 1 } };
  }
  const multi = body['multi'] === true && !isDocQuery(body);
  const made = await writer.write(() => {
    const matches = find(collection, query, multi ? {} : { limit: 1 });
    const changes = matches.map((before) => {
      return { collection, idKey: orderKey(before.document['_id']), before, after: undefined };
    });
    return { changes };
  });
  return { data: { deleted: made.length } };
};
