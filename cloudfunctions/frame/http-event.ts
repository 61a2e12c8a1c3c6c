/** What HTTP access gives a function, as far as a callback needs it. */
export interface HttpRequest {
  method: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Byte for byte as it was sent, as UTF-8 text: signatures are made over it. */
  rawBody: string;
}

/** Bodies of WeChat Pay's callbacks are about 1 KB. */
const MOST_BODY_CHARS = 64 * 1024;

/**
 * Reads the event of HTTP access (`{httpMethod, headers, body, isBase64Encoded}`).
 * Source: https://docs.cloudbase.net/service/access-cloud-function
 * @returns undefined when it is none, or its body is no text any more
 */
export function httpRequest(event: unknown): HttpRequest | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const { httpMethod, headers, body, isBase64Encoded } = event as Record<string, unknown>;
  if (typeof httpMethod !== 'string' || typeof headers !== 'object' || headers === null) return undefined;
  const rawBody = bodyText(body, isBase64Encoded === true);
  if (rawBody === undefined) return undefined;
  return { method: httpMethod.toUpperCase(), headers: lowerCased(headers), rawBody };
}

function bodyText(body: unknown, base64: boolean): string | undefined {
  if (typeof body !== 'string' || body.length > MOST_BODY_CHARS) return undefined;
  return base64 ? Buffer.from(body, 'base64').toString('utf8') : body;
}

function lowerCased(headers: object): Record<string, string> {
  const named = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') named[name.toLowerCase()] = value;
  }
  return named;
}
