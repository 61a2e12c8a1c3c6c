import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestLog } from '../../control/request-log';
import { HTTP_CALLER } from '../functions/caller';
import type { FunctionHost } from '../functions/host';
import { readBody } from '../gateway/http';
import type { InFlight } from '../in-flight';
import { TcbError } from '../tcb-error';
import { type HttpAnswer, httpAnswer, jsonAnswer } from './answer';
import { httpEvent } from './event';

export interface HttpAccessOptions {
  /** Path → function; the longest path that the request's path begins with serves it. */
  routes: Record<string, string>;
  host: FunctionHost;
  env: string;
  appid: string;
  log: RequestLog;
  inFlight: InFlight;
}

/** HTTP access of functions: open to anyone who knows the address, and without any openid. */
export class HttpAccess {
  constructor(private readonly options: HttpAccessOptions) {}

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = await readBody(request);
    const started = performance.now();
    const answer = await this.options.inFlight.during(() => this.answer(request, url, body));
    this.options.log.record({
      kind: 'http',
      from: 'http access',
      what: `${request.method} ${url.pathname} ${answer.status}`,
      ms: performance.now() - started,
    });
    response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
    response.end(answer.body);
  }

  private async answer(request: IncomingMessage, url: URL, body: Buffer): Promise<HttpAnswer> {
    const functionName = this.functionFor(url.pathname);
    if (functionName === undefined) {
      return jsonAnswer(404, { code: 'INVALID_PATH', message: `No function is routed at ${url.pathname}` });
    }
    const { host, env, appid } = this.options;
    try {
      const event = httpEvent(request, url, body, env, appid);
      return httpAnswer(JSON.parse(await host.invoke(functionName, JSON.stringify(event), HTTP_CALLER)));
    } catch (error) {
      if (!(error instanceof TcbError)) throw error;
      return jsonAnswer(statusOf(error), { code: error.code, message: error.message });
    }
  }

  private functionFor(path: string): string | undefined {
    const { routes } = this.options;
    const fitting = Object.keys(routes).filter((route) => {
      const stem = route.replace(/\/+$/, '');
      return path === stem || path === route || path.startsWith(`${stem}/`);
    });
    const longest = fitting.sort((a, b) => b.length - a.length)[0];
    return longest === undefined ? undefined : routes[longest];
  }
}

function statusOf(error: TcbError): number {
  if (error.code === 'FUNCTION_NOT_FOUND') return 404;
  return error.code === 'FUNCTIONS_TIME_LIMIT_EXCEEDED' ? 504 : 500;
}
