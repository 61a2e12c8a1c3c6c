import type { CallbackEvent } from '../../server/ports/pay-score';
import type { Ports } from '../../server/usecases/ports';
import { type HttpRequest, httpRequest } from './http-event';
import { portsOr } from './misconfigured';
import type { PlatformCaller } from './timer-function';

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

export interface CallbackSurroundings {
  ports(): Ports;
  caller(): PlatformCaller;
}

/**
 * The frame of the function that WeChat Pay calls over HTTP access: verify over the raw body, store, answer; applied
 * later. The path is public, so the signature is asked first, without loading the SDK: forgeries cost little.
 * Answers: 200 stored (or known, or of an unknown kind); 4xx refused, 5xx not stored: WeChat tries again.
 * Source: https://pay.weixin.qq.com/doc/v3/merchant/4012791861 (callbacks: answer within 5 s, 200 or 204)
 */
export function callbackFunction(
  store: (ports: Ports, event: CallbackEvent) => Promise<boolean>,
  surroundings: CallbackSurroundings,
): (event: unknown) => Promise<HttpAnswer> {
  return async (event) => {
    const request = httpRequest(event);
    if (request === undefined || request.method !== 'POST') return answer(400, 'FAIL');
    const wired = portsOr(surroundings.ports);
    if ('failure' in wired) return answer(500, 'FAIL');
    const { ports } = wired;
    const read = ports.callbacks.read(request.headers, request.rawBody);
    if ('refused' in read) return refuse(ports, request, read.refused);
    if (!isHttpAccess(surroundings.caller())) return refuse(ports, request, 'not called over HTTP access');
    try {
      const fresh = await store(ports, read);
      ports.log.info('callback.stored', { event: read.id, type: read.eventType, fresh });
      return answer(200, 'SUCCESS');
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      ports.log.error('callback.not_stored', { event: read.id, why });
      return answer(500, 'FAIL');
    }
  };
}

/** People, timers and other functions have sources of their own. */
function isHttpAccess({ openid, source = '' }: PlatformCaller): boolean {
  return openid === undefined && !/wx_client|wx_devtools|wx_trigger|scf/.test(source);
}

function refuse(ports: Ports, request: HttpRequest, why: string): HttpAnswer {
  ports.log.warn('callback.refused', { why, chars: request.rawBody.length });
  return answer(401, 'FAIL');
}

function answer(statusCode: number, code: 'SUCCESS' | 'FAIL'): HttpAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return {
    statusCode,
    headers,
    body: JSON.stringify({ code, message: code === 'SUCCESS' ? '成功' : '失败' }),
  };
}
