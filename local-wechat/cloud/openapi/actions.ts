import type { RequestLog } from '../../control/request-log';
import type { Origin } from '../functions/invocation';
import type { ActionHandler, GatewayRequest } from '../gateway/request';
import { TcbError } from '../tcb-error';
import { cloudPayAction } from './cloud-pay';
import { type OpenApi, openApis } from './open-apis';
import type { OpenDataDesk } from './open-data';
import { openServices } from './services';
import type { SubscribeMessageRules } from './subscribe-message';
import { answerFrame, readArguments, refusalFrame } from './wire';

export interface OpenApiOptions extends SubscribeMessageRules {
  log: RequestLog;
  openData: OpenDataDesk;
  appid: string;
}

/** Refusals by the cloud itself. Source: error codes in wx-server-sdk, and the cloud call documentation. */
const NOT_FOUND = -604100;
const NO_PERMISSION = -604101;
const ILLEGAL_SOURCE = -604104;

type Outcome = { refused: number } | { answer: ReturnType<OpenApi> };

/** `wx.openApi` (cloud.openapi and the internal services), `wx.api` (cloud.callOpenAPI) and `wx.wxPayApi`. */
export function openApiActions(options: OpenApiOptions): Record<string, ActionHandler> {
  const apis = openApis(options, options.openData);
  const services = openServices(options.openData, options.appid);
  const call = (apiName: string, origin: Origin, args: () => Record<string, unknown>): Outcome => {
    const api = Object.hasOwn(apis, apiName) ? apis[apiName] : undefined;
    const refused = api ? refusal(apiName, origin) : NOT_FOUND;
    const outcome =
      api && refused === undefined ? { answer: api(args(), origin) } : { refused: refused ?? 0 };
    log(options.log, apiName, origin, outcome);
    return outcome;
  };
  return {
    'wx.openApi': async (request) => {
      const { origin } = request;
      const apiName = apiNameOf(request);
      const frame = request.fields.get('requestData') ?? Buffer.alloc(0);
      const service = Object.hasOwn(services, apiName) ? services[apiName] : undefined;
      const contentType = 'application/octet-stream';
      if (service) {
        const outcome = origin.kind === 'invocation' ? service(frame, origin) : undefined;
        return { bytes: outcome ?? refusalFrame(ILLEGAL_SOURCE), contentType };
      }
      const outcome = call(apiName, origin, () => readArguments(frame));
      const bytes = 'refused' in outcome ? refusalFrame(outcome.refused) : answerFrame(outcome.answer);
      return { bytes, contentType };
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
    'wx.wxPayApi': cloudPayAction,
  };
}

function apiNameOf({ body }: GatewayRequest): string {
  const name = body['apiName'];
  return typeof name === 'string' ? name.replace(/^openapi\./, '') : '';
}

/** Only functions may call, and only what their config.json lists under permissions.openapi. */
function refusal(apiName: string, origin: Origin): number | undefined {
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
