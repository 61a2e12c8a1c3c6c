import type { ResponseOf } from '../../../protocol';
import { dateText } from '../../format/dates';
import { joined } from '../../format/joined';

type Versions = ResponseOf<'staff', 'courseVersions'>['versions'];

/** A frozen version as the list shows it. */
export interface VersionRow {
  version: number;
  name: string;
  note: string;
  totalFen: number;
  onSale: boolean;
}

export function versionRows(versions: Versions): VersionRow[] {
  return versions.map(({ version, title, totalFen, publishedAt, onSale, runningOrders }) => ({
    ...{ version, totalFen, onSale },
    name: `第 ${version} 版 ${title}`,
    note: joined(
      dateText(publishedAt),
      runningOrders === 0 ? '没有在学的学员' : `${runningOrders} 位学员按这一版上课`,
    ),
  }));
}

/** Orders that go on with the versions they signed. */
export function runningOf(versions: Versions): number {
  return versions.reduce((total, { runningOrders }) => total + runningOrders, 0);
}
