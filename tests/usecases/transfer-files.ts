import type { RequestOf, ResponseOf } from '../../protocol';
import { tables } from '../../server/adapters/tables/tables';
import type { Cell } from '../../server/domain/transfer/table';
import { ACADEMIC } from './school';
import type { World } from './world';

type Kind = RequestOf<'transfer', 'checkImport'>['kind'];
type Checked = ResponseOf<'transfer', 'checkImport'>;
type Progress = ResponseOf<'transfer', 'importRows'>;

let files = 0;

/** Puts a CSV file into cloud storage, as the page's upload does. */
export function upload(world: World, lines: readonly string[]): string {
  files += 1;
  const fileId = `cloud://env.bucket/import/2026-03/file${files}.csv`;
  world.files.set(fileId, new TextEncoder().encode(lines.join('\n')));
  return fileId;
}

export function check(world: World, kind: Kind, lines: readonly string[], as = ACADEMIC): Promise<Checked> {
  return world.call(as, 'transfer', 'checkImport', { kind, fileId: upload(world, lines) });
}

/** Asks for the next rows until all are taken. */
export async function bringIn(world: World, importId: string, as = ACADEMIC): Promise<Progress> {
  for (;;) {
    const progress = await world.call(as, 'transfer', 'importRows', { importId });
    if (progress.state === 'done') return progress;
  }
}

/** `第 3 行 老师：没有填` */
export function told({ issues }: Pick<Checked, 'issues'>): string[] {
  return issues.map(({ row, column, text }) => `第 ${row} 行 ${column}：${text}`);
}

/** An exported file, read as a person's spreadsheet would. */
export async function exported(
  world: World,
  asked: Omit<RequestOf<'transfer', 'exportRows'>, 'requestId'>,
  as = ACADEMIC,
): Promise<Cell[][]> {
  const { link } = await world.call(as, 'transfer', 'exportRows', asked);
  const fileId = decodeURIComponent(link.replace('https://files.test/', ''));
  const content = world.files.get(fileId);
  if (content === undefined) throw new Error(`no file ${fileId}`);
  return tables.read(content);
}
