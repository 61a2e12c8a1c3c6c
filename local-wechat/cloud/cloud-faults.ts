import type { FaultRegistry } from '../control/faults';
import type { ActionHandler, GatewayRequest } from './gateway/request';
import { TcbError } from './tcb-error';

export const CLOUD_FAULTS = {
  conflict:
    'A write or commit of a transaction fails with a conflict; the transaction is aborted. Facts: action, collection, function.',
  timeout:
    'A database action is not carried out and answers SERVER_TIMEOUT. Facts: action, collection, function.',
  'answer-lost':
    'A database action is carried out, but answers SERVER_TIMEOUT. Facts: action, collection, function.',
  duplicate:
    'An insert fails as if its unique key were there already (E11000). Facts: action, collection, function.',
};

const CONFLICT_POINTS = ['database.commitTransaction', 'database.modifyDocument', 'database.insertDocument'];

/** The database's actions, with what goes wrong on demand. */
export function withDatabaseFaults(handle: ActionHandler, faults: FaultRegistry): ActionHandler {
  faults.declare('cloud', CLOUD_FAULTS);
  return async (request) => {
    const fault = faults.take('cloud', factsOf(request), possibleKinds(request));
    switch (fault?.kind) {
      case 'conflict':
        await handle({ ...request, action: 'database.abortTransaction' });
        throw new TcbError(
          'DATABASE_TRANSACTION_CONFLICT',
          '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.',
        );
      case 'timeout':
        throw new TcbError('SERVER_TIMEOUT', 'server timeout');
      case 'answer-lost':
        await handle(request);
        throw new TcbError('SERVER_TIMEOUT', 'server timeout');
      case 'duplicate':
        throw new TcbError('DATABASE_REQUEST_FAILED', 'E11000 duplicate key error (a fault on demand)');
      default:
        return handle(request);
    }
  };
}

function factsOf({ action, body, origin }: GatewayRequest): Record<string, string | undefined> {
  const collection = body['collectionName'];
  return {
    action,
    collection: typeof collection === 'string' ? collection : undefined,
    function: origin.kind === 'invocation' ? origin.invocation.config.name : undefined,
  };
}

function possibleKinds({ action, body }: GatewayRequest): string[] {
  const kinds = ['timeout', 'answer-lost'];
  if (typeof body['transactionId'] === 'string' && CONFLICT_POINTS.includes(action)) kinds.push('conflict');
  if (action === 'database.insertDocument') kinds.push('duplicate');
  return kinds;
}
