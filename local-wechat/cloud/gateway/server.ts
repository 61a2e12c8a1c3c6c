import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultRegistry } from '../../control/faults';
import type { RequestLog } from '../../control/request-log';
import type { FunctionHost } from '../functions/host';
import type { Origin } from '../functions/invocation';
import type { InFlight } from '../in-flight';
import { TcbError } from '../tcb-error';
import { readBody } from './http';
import { type ActionHandler, type GatewayAnswer, type GatewayRequest, parseGatewayBody } from './request';

export interface GatewayOptions {
  host: FunctionHost;
  /** By action, or by its part before the dot followed by `.*`. */
  actions: Record<string, ActionHandler>;
  faults: FaultRegistry;
  log: RequestLog;
  inFlight: InFlight;
}

/** Actions that change the database for good: writes, and the commit of a transaction's. */
const WRITES = new Set([
  'database.insertDocument',
  'database.modifyDocument',
  'database.removeDocument',
  'database.commitTransaction',
]);

const KILLED = 'Process exited unexpectedly before completing request (a fault on demand)';

/**
 * The address that wx-server-sdk speaks to: `POST /admin` with an action, always answered with HTTP 200 and either
 * `{requestId, data}` or `{requestId, code, message}`. The path's last part names the function instance that asks.
 */
export class Gateway {
  constructor(private readonly options: GatewayOptions) {}

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const [, admin, instanceId] = path.split('/');
    if (request.method !== 'POST' || admin !== 'admin') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('This address answers POST /admin only.');
      return;
    }
    const raw = await readBody(request);
    const origin = this.options.host.origin(instanceId);
    await this.options.inFlight.during(() => this.answer(request, response, raw, origin));
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    raw: Buffer,
    origin: Origin,
  ): Promise<void> {
    const started = performance.now();
    let action = '';
    let body: Record<string, unknown> = {};
    let answer: GatewayAnswer;
    let error: string | undefined;
    try {
      const parsed = parseGatewayBody(request.headers['content-type'] ?? '', raw);
      ({ action, body } = parsed);
      if (await this.killedAt('killed-before-call', origin, action, true)) return void response.destroy();
      answer = await this.carryOut({ ...parsed, origin });
    } catch (thrown) {
      const { code, message } = thrown instanceof TcbError ? thrown : unexpected(thrown);
      error = `${code} ${message}`;
      answer = { json: { code, message } };
    }
    this.log(origin, action, body, performance.now() - started, error);
    if (await this.killedAt('killed-between', origin, action, false)) return void response.destroy();
    send(response, answer);
  }

  private async carryOut(request: GatewayRequest): Promise<GatewayAnswer> {
    if (request.origin.kind === 'left-over') {
      throw new TcbError(
        'INVALID_REQUEST_SOURCE',
        `${request.origin.functionName} called ${request.action} after main had returned; await it before returning.`,
      );
    }
    const { actions } = this.options;
    const handler = actions[request.action] ?? actions[`${request.action.split('.')[0]}.*`];
    if (!handler)
      throw new TcbError('INVALID_PARAM', `The local cloud does not know the action "${request.action}".`);
    return handler(request);
  }

  /** Plays a kill at this request of an invocation, when one is asked for. */
  private async killedAt(kind: string, origin: Origin, action: string, counts: boolean): Promise<boolean> {
    if (origin.kind !== 'invocation') return false;
    const { invocation } = origin;
    if (counts) {
      invocation.gatewayCalls += 1;
      if (WRITES.has(action)) invocation.writes += 1;
    }
    const facts = {
      function: invocation.config.name,
      source: invocation.caller.source,
      call: invocation.gatewayCalls,
      write: WRITES.has(action) ? invocation.writes : undefined,
      action,
    };
    if (!this.options.faults.take('function', facts, [kind])) return false;
    await this.options.host.kill(invocation, KILLED);
    return true;
  }

  private log(
    origin: Origin,
    action: string,
    body: Record<string, unknown>,
    ms: number,
    error?: string,
  ): void {
    const invocation = origin.kind === 'invocation' ? origin.invocation : undefined;
    const names = [body['collectionName'], body['function_name'], body['apiName']];
    const about = names.find((name) => typeof name === 'string');
    this.options.log.record({
      kind: 'cloud',
      from: invocation?.config.name ?? (origin.kind === 'left-over' ? origin.functionName : 'outside'),
      who: invocation?.caller.openid,
      what: about === undefined ? action : `${action} ${String(about)}`,
      ms,
      error,
      detail: asked(body),
    });
  }
}

/** The parameters that differ from call to call. */
function asked(body: Record<string, unknown>): Record<string, unknown> {
  const shown = ['query', 'data', 'order', 'limit', 'offset', 'stages', 'transactionId', 'request_data'];
  return Object.fromEntries(shown.filter((name) => name in body).map((name) => [name, body[name]]));
}

function unexpected(thrown: unknown): { code: string; message: string } {
  return {
    code: 'SYS_ERR',
    message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
  };
}

function send(response: ServerResponse, answer: GatewayAnswer): void {
  if ('bytes' in answer) {
    response.writeHead(200, { 'content-type': answer.contentType, 'content-length': answer.bytes.length });
    response.end(answer.bytes);
    return;
  }
  const text = JSON.stringify({ requestId: randomUUID(), ...answer.json });
  // The SDK reads errors of the openapi actions only under exactly this content type.
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
