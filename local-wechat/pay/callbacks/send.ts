import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** "Within 5 s": how long WeChat waits for the answer to a callback, in real time. */
const ANSWER_WITHIN_MS = 5_000;

function isOnThisMachine(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

/** How a callback gets to a merchant: the HTTP status that it answered, or undefined when nothing came in time. */
export type Post = (
  url: string,
  body: string,
  headers: Record<string, string>,
) => Promise<number | undefined>;

/**
 * Posts a callback over a connection of its own and answers the HTTP status; undefined when nothing came in time.
 * Redirects are not followed, and nothing is sent beyond this machine.
 */
export function send(
  url: string,
  body: string,
  headers: Record<string, string>,
): Promise<number | undefined> {
  if (!isOnThisMachine(url)) return Promise.resolve(undefined);
  const start = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const request = start(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'Mozilla/4.0',
          Accept: '*/*',
          'Content-Length': Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        response.on('error', () => resolve(undefined));
        response.on('end', () => resolve(response.statusCode));
        response.resume();
      },
    );
    request.on('error', () => resolve(undefined));
    request.end(body);
  });
}
