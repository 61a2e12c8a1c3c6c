const PATIENCE_MS = 10_000;

/**
 * Reads what a link leads to, and stops as soon as it is more than `mostBytes`.
 * @throws Error when the storage doesn't answer
 */
export async function readLink(link: string, mostBytes: number): Promise<Uint8Array | 'missing' | 'too_big'> {
  const answer = await fetch(link, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (answer.status === 404) return 'missing';
  if (!answer.ok || answer.body === null) throw new Error(`storage answered ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return 'too_big';
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
