import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../cloud/gateway/http';
import { ControlError } from './control-error';
import { type ControlRoutes, findRoute } from './router';

/** Errors of the parts that mean the request, not a fault of ours. */
export type KnownError = new (...args: never[]) => Error;

/**
 * Control of the local WeChat: JSON over HTTP on loopback. Pages of other origins may read it only when they are on
 * this machine too, so that no website can steer it.
 */
export class ControlServer {
  constructor(
    private readonly routes: ControlRoutes,
    private readonly known: readonly KnownError[],
  ) {}

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = request.headers.origin;
    if (origin !== undefined && !isLoopback(origin)) {
      return answer(
        response,
        403,
        errorBody('FOREIGN_ORIGIN', 'Only pages of this machine may use control.'),
      );
    }
    if (origin !== undefined) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-allow-methods', 'GET, PUT, POST, DELETE');
      response.setHeader('access-control-allow-headers', 'content-type');
    }
    if (request.method === 'OPTIONS') return answer(response, 204, undefined);
    try {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const { handler, params } = findRoute(this.routes, request.method ?? 'GET', url.pathname);
      const body = parseBody(await readBody(request));
      answer(response, 200, (await handler({ params, query: url.searchParams, body })) ?? {});
    } catch (error) {
      this.answerError(response, error);
    }
  }

  private answerError(response: ServerResponse, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof ControlError) {
      answer(response, error.status, errorBody(error.code, message));
    } else if (this.known.some((type) => error instanceof type)) {
      const code = (error as { code?: unknown }).code;
      answer(response, 400, errorBody(typeof code === 'string' ? code : 'REFUSED', message));
    } else {
      const stack = error instanceof Error ? error.stack : undefined;
      answer(response, 500, errorBody('LOCAL_WECHAT_FAILED', stack ?? message));
    }
  }
}

function isLoopback(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);
}

function parseBody(raw: Buffer): Record<string, unknown> {
  if (raw.length === 0) return {};
  try {
    const body: unknown = JSON.parse(raw.toString('utf8'));
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return body as Record<string, unknown>;
  } catch {
    // Answered below: a body that is no JSON and one that is no object get the same text.
  }
  throw new ControlError('BAD_BODY', 'The body must be a JSON object.');
}

function errorBody(code: string, message: string): object {
  return { error: { code, message } };
}

function answer(response: ServerResponse, status: number, content: unknown): void {
  if (content === undefined) return void response.writeHead(status).end();
  const text = JSON.stringify(content);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
