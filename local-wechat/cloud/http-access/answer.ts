/** An HTTP answer made of what a function returned. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * `{statusCode, headers, body, isBase64Encoded}` as it says; a text or number as plain text; other objects as JSON.
 * Source: https://docs.cloudbase.net/service/access-cloud-function
 */
export function httpAnswer(result: unknown): HttpAnswer {
  if (typeof result !== 'object' || result === null) {
    return {
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: bytes(result ?? ''),
    };
  }
  if (!('statusCode' in result)) return jsonAnswer(200, result);
  const { statusCode, headers, body, isBase64Encoded } = result as {
    statusCode: unknown;
    headers?: Record<string, unknown>;
    body?: unknown;
    isBase64Encoded?: unknown;
  };
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const content = typeof body === 'object' && body !== null ? JSON.stringify(body) : String(body ?? '');
  return {
    status: Number(statusCode),
    headers: Object.fromEntries(named) as Record<string, string>,
    body: Buffer.from(content, isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

export function jsonAnswer(status: number, content: unknown): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify(content)),
  };
}

function bytes(text: unknown): Buffer {
  return Buffer.from(String(text));
}
