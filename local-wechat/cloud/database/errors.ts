import { TcbError } from '../tcb-error';

/** CloudBase ends every text of this family with the same advice. */
const ADVICE = 'Please check your request, but if the problem persists, contact us.';

/** A request that the gateway refuses before the database sees it. */
export function invalidParam(what: string): TcbError {
  return new TcbError('INVALID_PARAM', `[InvalidParameter] ${what}. ${ADVICE}`);
}

/** The database refused a read or an aggregation. */
export function requestFailed(what: string): TcbError {
  return new TcbError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${what}`);
}

/** MongoDB refused one write; CloudBase passes its text on in the wrapping of MongoDB's Go driver. */
export function writeFailed(mongoText: string): TcbError {
  return requestFailed(`multiple write errors: [{write errors: [{${mongoText}}]}, {<nil>}]`);
}

/**
 * A second document with a value that a unique index already holds.
 *
 * CloudBase documents DATABASE_DUPLICATE_WRITE but answers DATABASE_REQUEST_FAILED with MongoDB's E11000 text.
 */
export function duplicateKey(collection: string, index: string, key: string): TcbError {
  return writeFailed(
    `E11000 duplicate key error collection: local.${collection} index: ${index} dup key: { ${key} }`,
  );
}

/** "CloudBase: DATABASE_COLLECTION_NOT_EXIST". */
export function collectionMissing(name: string): TcbError {
  return new TcbError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. ${ADVICE}`,
  );
}

/** "CloudBase: DATABASE_COLLECTION_EXCEED_LIMIT": an environment holds at most 100 collections. */
export function tooManyCollections(limit: number): TcbError {
  return new TcbError(
    'DATABASE_COLLECTION_EXCEED_LIMIT',
    `[LimitExceeded] the number of collections exceeds ${limit}. ${ADVICE}`,
  );
}

/** "CloudBase: DATABASE_TRANSACTION_CONFLICT": the whole transaction is to be run again after a pause. */
export function transactionConflict(): TcbError {
  return new TcbError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${ADVICE}`,
  );
}

/** "CloudBase: DATABASE_TRANSACTION_FAIL": ended, timed out, failed earlier, or never begun. */
export function transactionGone(lifeSeconds: number): TcbError {
  return new TcbError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, ' +
      `transaction must be commit or abort in ${lifeSeconds} seconds. ${ADVICE}`,
  );
}
