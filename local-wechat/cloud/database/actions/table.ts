import { invalidParam } from '../errors';
import { aggregateDocuments } from './aggregating';
import { textOf } from './body';
import type { Action } from './engine';
import { insertDocument } from './inserting';
import { modifyAndReturnDoc, modifyDocument } from './modifying';
import { calculateDocument, getDocument } from './reading';
import { removeDocument } from './removing';

const addCollection: Action = ({ store }, body) => {
  const name = textOf(body, 'collectionName');
  if (!/^[A-Za-z][\w-]{0,63}$/.test(name)) {
    throw invalidParam('a collection name begins with a letter and has up to 64 letters, digits, _ and -');
  }
  store.create(name);
  return { data: {} };
};

/** Every action of the gateway that concerns the database. */
export const actions: Record<string, Action> = {
  'database.addCollection': addCollection,
  'database.insertDocument': insertDocument,
  'database.getDocument': getDocument,
  'database.calculateDocument': calculateDocument,
  'database.modifyDocument': modifyDocument,
  'database.modifyAndReturnDoc': modifyAndReturnDoc,
  'database.removeDocument': removeDocument,
  'database.aggregateDocuments': aggregateDocuments,
  'database.startTransaction': ({ writer }) => ({ transactionId: writer.transactions.begin() }),
  'database.commitTransaction': ({ writer }, body) => {
    writer.transactions.commit(textOf(body, 'transactionId'));
    return {};
  },
  'database.abortTransaction': ({ writer }, body) => {
    writer.transactions.abort(textOf(body, 'transactionId'));
    return {};
  },
};
