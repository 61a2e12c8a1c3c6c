import { createHash } from 'node:crypto';
import { between, SECOND } from '../../domain/time';
import type { Ports } from '../ports';

/** What is known of a file: its content's digest, or why there is none. */
export type FileDigest = { name: string; sha256: string; bytes: number } | { name: string; without: string };

export type Digests = ReadonlyMap<string, FileDigest>;

const MOST_FILES = 30;
const MOST_BYTES = 10 * 1024 * 1024;
/** No file is begun after so long: a function has 20 s. */
const PATIENCE = 8 * SECOND;
const AT_ONCE = 3;

/**
 * SHA-256 of pictures as they lie in cloud storage at this moment. Those that are gone, too large, or too many for
 * one call are named without a digest.
 */
export async function pictureDigests(ports: Ports, fileIds: readonly string[]): Promise<Digests> {
  const begun = ports.clock.now();
  const wanted = [...new Set(fileIds)];
  const digests = new Map<string, FileDigest>();
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const late = start >= MOST_FILES || between(begun, ports.clock.now()) > PATIENCE;
    const batch = wanted.slice(start, start + AT_ONCE);
    const found = await Promise.all(
      batch.map((id) =>
        late ? { name: nameOf(id), without: '文件太多，这次没有计算' } : digestOf(ports, id),
      ),
    );
    batch.forEach((id, index) => {
      const digest = found[index];
      if (digest !== undefined) digests.set(id, digest);
    });
  }
  return digests;
}

async function digestOf(ports: Ports, fileId: string): Promise<FileDigest> {
  const name = nameOf(fileId);
  const content = await ports.files.read(fileId, MOST_BYTES).catch(() => 'unreadable' as const);
  if (content === 'missing') return { name, without: '文件已删除' };
  if (content === 'too_big') return { name, without: '文件超过 10 MB' };
  if (content === 'unreadable') return { name, without: '暂时读不到文件' };
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, sha256, bytes: content.byteLength };
}

/** The last part of a file id: where it lies is nobody's business outside. */
function nameOf(fileId: string): string {
  return fileId.split('/').at(-1) ?? '';
}
