import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a function gets from HTTP access. Source: https://docs.cloudbase.net/service/access-cloud-function */
export interface HttpEvent {
  path: string;
  httpMethod: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  queryStringParameters: Record<string, string>;
  requestContext: { requestId: string; envId: string; appId: string; uin: string };
  /** Text, or Base64 of bytes that are no text. */
  body: string;
  isBase64Encoded: boolean;
}

export function httpEvent(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  envId: string,
  appId: string,
): HttpEvent {
  const binary =
    !isUtf8(body) || (request.headers['content-type'] ?? '').startsWith('application/octet-stream');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return {
    path: url.pathname,
    httpMethod: request.method ?? 'GET',
    headers,
    queryStringParameters: Object.fromEntries(url.searchParams),
    requestContext: { requestId: randomUUID(), envId, appId, uin: '' },
    body: body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary,
  };
}
