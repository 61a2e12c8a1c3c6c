import type { ResponseOf } from '../../../protocol';
import { momentText } from '../../format/dates';

export type DataRequest = ResponseOf<'staff', 'dataRequests'>['requests'][number];

export interface DataRequestRow {
  dataRequestId: string;
  name: string;
  when: string;
  tag: { text: string; tone: 'plain' | 'notice' };
  note: string;
}

/** That something was asked, never by whom. @param now ms since 1970 */
export function dataRequestRows(requests: readonly DataRequest[], now: number): DataRequestRow[] {
  return requests.map(({ dataRequestId, kind, at, state, doneAt, reason }) => ({
    dataRequestId,
    name: kind === 'erase' ? '删除个人信息' : '导出个人信息',
    when: `${momentText(at, now)} 提出`,
    tag: state === 'done' ? { text: '已完成', tone: 'plain' } : { text: '等待中', tone: 'notice' },
    note: doneAt !== undefined && kind === 'erase' ? `${momentText(doneAt, now)} 完成` : reason,
  }));
}
