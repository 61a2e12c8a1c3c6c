import type { Origin } from '../functions/invocation';
import { TcbError } from '../tcb-error';
import { readMultipart } from './multipart';

/** One request to the gateway: an action of the SDK with its parameters. */
export interface GatewayRequest {
  action: string;
  /** The JSON body, or the text of each field of a multipart body. */
  body: Record<string, unknown>;
  /** Raw fields of a multipart body (wx.openApi and wx.wxPayApi), empty otherwise. */
  fields: ReadonlyMap<string, Buffer>;
  origin: Origin;
}

export type GatewayAnswer =
  /** What stands beside `requestId` in the answer. */
  | { json: Record<string, unknown> }
  /** Bytes as they are, for the actions that answer protobuf. */
  | { bytes: Uint8Array; contentType: string };

/** Carries out one action, or throws TcbError. */
export type ActionHandler = (request: GatewayRequest) => Promise<GatewayAnswer>;

/** Reads the body that wx-server-sdk posts. Throws TcbError when it is not one. */
export function parseGatewayBody(contentType: string, raw: Buffer): Omit<GatewayRequest, 'origin'> {
  if (contentType.startsWith('multipart/form-data')) {
    const fields = readMultipart(contentType, raw);
    const body = Object.fromEntries([...fields].map(([name, value]) => [name, value.toString('utf8')]));
    return { action: body['action'] ?? '', body, fields };
  }
  const body = parseObject(raw.toString('utf8'));
  return { action: typeof body['action'] === 'string' ? body['action'] : '', body, fields: new Map() };
}

function parseObject(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new TcbError('INVALID_PARAM', 'The body must be a JSON object with an action.');
  }
  return parsed as Record<string, unknown>;
}
