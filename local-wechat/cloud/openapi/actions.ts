import type { RequestLog } from '../../control/request-log';
import type { Origin } from '../functions/invocation';
import type { ActionHandler, GatewayRequest } from '../gateway/request';
import { TcbError } from '../tcb-error';
import { type SubscribeMessageRules, sendSubscribeMessage, type WeChatAnswer } from './subscribe-message';
import { answerFrame, readArguments, refusalFrame } from './wire';

export interface OpenApiOptions extends SubscribeMessageRules {
  log: RequestLog;
}

/** Refusals by the cloud itself. Source: error codes in wx-server-sdk, and the cloud call documentation. */
const NOT_FOUND = -604100;
const NO_PERMISSION = -604101;
const ILLEGAL_SOURCE = -604104;

type Outcome = { refused: number } | { answer: WeChatAnswer };

/** `wx.openApi` (cloud.openapi) and `wx.api` (cloud.callOpenAPI). */
export function openApiActions(options: OpenApiOptions): Record<string, ActionHandler> {
  const call = (apiName: string, origin: Origin, args: () => Record<string, unknown>): Outcome => {
    const refused = refusal(apiName, origin);
    const outcome = refused === undefined ? { answer: sendSubscribeMessage(args(), options) } : { refused };
    log(options.log, apiName, origin, outcome);
    return outcome;
  };
  return {
    'wx.openApi': async (request) => {
      const frame = request.fields.get('requestData') ?? Buffer.alloc(0);
      const outcome = call(apiNameOf(request), request.origin, () => readArguments(frame));
      const bytes = 'refused' in outcome ? refusalFrame(outcome.refused) : answerFrame(outcome.answer);
      return { bytes, contentType: 'application/octet-stream' };
    },
    'wx.api': async (request) => {
      const text = request.body['requestData'];
      const args = () =>
        JSON.parse(typeof text === 'string' && text !== '' ? text : '{}') as Record<string, unknown>;
      const outcome = call(apiNameOf(request), request.origin, args);
      if ('refused' in outcome)
        throw new TcbError('INVALID_REQUEST_SOURCE', `error code: ${outcome.refused}`);
      return { json: { data: { responseData: JSON.stringify(outcome.answer) } } };
    },
  };
}

function apiNameOf({ body }: GatewayRequest): string {
  const name = body['apiName'];
  return typeof name === 'string' ? name.replace(/^openapi\./, '') : '';
}

/** Only functions may call, and only what their config.json lists under permissions.openapi. */
function refusal(apiName: string, origin: Origin): number | undefined {
  if (apiName !== 'subscribeMessage.send') return NOT_FOUND;
  if (origin.kind !== 'invocation') return ILLEGAL_SOURCE;
  return origin.invocation.config.openapiPermissions.includes(apiName) ? undefined : NO_PERMISSION;
}

function log(requestLog: RequestLog, apiName: string, origin: Origin, outcome: Outcome): void {
  const code = 'refused' in outcome ? outcome.refused : outcome.answer.errcode;
  requestLog.record({
    kind: 'openapi',
    from: origin.kind === 'invocation' ? origin.invocation.config.name : 'outside',
    what: apiName,
    error: code === 0 ? undefined : `${code}${'answer' in outcome ? ` ${outcome.answer.errmsg}` : ''}`,
  });
}
