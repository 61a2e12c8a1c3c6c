import type { FaultRegistry } from '../control/faults';
import type { ActionHandler, GatewayRequest } from './gateway/request';
import { TcbError } from './tcb-error';

const FACTS = 'Facts: action, collection, function.';

export const CLOUD_FAULTS = {
  conflict: `A write or commit of a transaction fails with a conflict; the transaction is aborted. ${FACTS}`,
  'transaction-lost': `A request of a transaction finds it gone, as after its 30 seconds. ${FACTS}`,
  timeout: `A database action is not carried out and answers SERVER_TIMEOUT. ${FACTS}`,
  'answer-lost': `A database action is carried out, but answers SERVER_TIMEOUT. ${FACTS}`,
  duplicate: `An insert fails as if its unique key were there already (E11000). ${FACTS}`,
  'too-many-requests': `A database action is not carried out and answers EXCEED_REQUEST_LIMIT. ${FACTS}`,
  outage: 'Any request of the SDK is not carried out and answers SYS_ERR. Facts: action, function.',
};

const CONFLICT_POINTS = ['database.commitTransaction', 'database.modifyDocument', 'database.insertDocument'];

type Handle = (request: GatewayRequest) => ReturnType<ActionHandler>;

/** What each kind does in place of the action, or around it. */
const EFFECTS: Record<string, (request: GatewayRequest, handle: Handle) => ReturnType<ActionHandler>> = {
  conflict: async (request, handle) => {
    await handle({ ...request, action: 'database.abortTransaction' });
    throw new TcbError(
      'DATABASE_TRANSACTION_CONFLICT',
      '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.',
    );
  },
  'transaction-lost': async (request, handle) => {
    await handle({ ...request, action: 'database.abortTransaction' });
    throw new TcbError(
      'DATABASE_TRANSACTION_FAIL',
      '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server (a fault on demand)',
    );
  },
  timeout: async () => {
    throw new TcbError('SERVER_TIMEOUT', 'server timeout');
  },
  'answer-lost': async (request, handle) => {
    await handle(request);
    throw new TcbError('SERVER_TIMEOUT', 'server timeout');
  },
  duplicate: async () => {
    throw new TcbError('DATABASE_REQUEST_FAILED', 'E11000 duplicate key error (a fault on demand)');
  },
  'too-many-requests': async () => {
    throw new TcbError('EXCEED_REQUEST_LIMIT', 'exceed request limit');
  },
};

/** The database's actions, with what goes wrong on demand. */
export function withDatabaseFaults(handle: ActionHandler, faults: FaultRegistry): ActionHandler {
  faults.declare('cloud', CLOUD_FAULTS);
  return async (request) => {
    const fault = faults.take('cloud', factsOf(request), possibleKinds(request));
    const effect = fault && EFFECTS[fault.kind];
    return effect ? effect(request, handle) : handle(request);
  };
}

/** All actions of the gateway, each of which may find the cloud out of order. */
export function withOutages(
  actions: Record<string, ActionHandler>,
  faults: FaultRegistry,
): Record<string, ActionHandler> {
  const guarded = Object.entries(actions).map(([name, handle]): [string, ActionHandler] => [
    name,
    async (request) => {
      if (faults.take('cloud', factsOf(request), ['outage'])) {
        throw new TcbError('SYS_ERR', 'internal server error (a fault on demand)');
      }
      return handle(request);
    },
  ]);
  return Object.fromEntries(guarded);
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
  const kinds = ['timeout', 'answer-lost', 'too-many-requests'];
  const inTransaction = typeof body['transactionId'] === 'string';
  if (inTransaction) kinds.push('transaction-lost');
  if (inTransaction && CONFLICT_POINTS.includes(action)) kinds.push('conflict');
  if (action === 'database.insertDocument') kinds.push('duplicate');
  return kinds;
}
