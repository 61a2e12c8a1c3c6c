import type { RequestOf, ResponseOf } from '../../../protocol';
import { COLUMNS, type TransferKind } from '../../domain/transfer/columns';
import type { Tables } from '../../ports/tables';

export const KIND_WORDS: Readonly<Record<TransferKind, string>> = {
  students: '学员名单',
  timetable: '课表',
  roll_calls: '点名',
};

/** An empty file with the right columns; the Excel one says in a second sheet what goes into each. */
export async function importTemplate(
  tables: Tables,
  { kind, format }: RequestOf<'transfer', 'importTemplate'>,
): Promise<ResponseOf<'transfer', 'importTemplate'>> {
  const columns = COLUMNS[kind];
  const help = columns.map(({ title, required, hint, example }) => [
    title,
    required ? '必填' : '',
    hint,
    example,
  ]);
  const content = await tables.write(format, [
    { name: KIND_WORDS[kind], rows: [columns.map(({ title }) => title)] },
    { name: '填写说明', rows: [['列', '', '填什么', '例子'], ...help] },
  ]);
  return { name: `${KIND_WORDS[kind]}模板.${format}`, content: Buffer.from(content).toString('base64') };
}
