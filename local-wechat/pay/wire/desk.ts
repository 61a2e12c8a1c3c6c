import type { PayContext } from '../context';
import { PayRefusal, refuse } from '../errors';
import { checkTransport } from '../limits/check';
import { type Answer, answerOf, defectAnswer, refusalAnswer } from './answer';
import { type Found, findRoute } from './route';
import { ROUTES } from './routes';
import { type Merchant, type ReceivedRequest, verifyRequest } from './verify-request';

/** A received call, read as far as it can be: what it asks for and about which number. */
export interface Call {
  request: ReceivedRequest;
  pathname: string;
  query: Record<string, string>;
  found: Found | undefined;
}

export function readCall(request: ReceivedRequest): Call {
  const url = new URL(request.url, 'http://local');
  return {
    request,
    pathname: url.pathname,
    query: Object.fromEntries(url.searchParams),
    found: findRoute(ROUTES, request.method, url.pathname),
  };
}

function readBody(request: ReceivedRequest): unknown {
  if (request.body === '') return {};
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) refuse('contentTypeWrong');
  let body: unknown;
  try {
    body = JSON.parse(request.body);
  } catch {
    return refuse('param', '请求体须为JSON');
  }
  checkTransport(body);
  return body;
}

/** Does a call: checks who asks and what, then runs it in one transaction. Never throws. */
export function attend(context: PayContext, merchant: Merchant, call: Call): Answer {
  try {
    verifyRequest(call.request, merchant, context.clock.now());
    const { found, query } = call;
    if (!found) return refuse('notFound');
    const parts = { path: found.path, query, body: readBody(call.request) };
    const content = context.database.atomically(() => found.route.answer(context, parts));
    return content instanceof PayRefusal ? refusalAnswer(content) : answerOf(content);
  } catch (error) {
    return error instanceof PayRefusal ? refusalAnswer(error) : defectAnswer(error);
  }
}
