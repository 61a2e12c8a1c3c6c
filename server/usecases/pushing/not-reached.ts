import type { RequestOf, ResponseOf } from '../../../protocol';
import type { Push } from '../../domain/push/push';
import { readPage } from '../browsing/paging';
import type { Ports } from '../ports';

type NotReached = ResponseOf<'staff', 'notReached'>;

/** Messages that went out to nobody, newest first; shown with the names of the payer's students. */
export async function readNotReached(
  ports: Ports,
  asked: RequestOf<'staff', 'notReached'>,
): Promise<NotReached> {
  const page = await readPage(
    asked,
    (push: Push) => push.createdAt,
    (place, limit) =>
      ports.store.find(
        'pushes',
        {
          'delivery.state': 'not_reached',
          ...(place === undefined ? {} : { createdAt: { $lte: place.at } }),
        },
        { sort: { createdAt: -1, _id: -1 }, limit, skip: place?.seen ?? 0 },
      ),
  );
  const names = await studentsOf(ports, page.items);
  return {
    pushes: page.items.map((push) => ({
      pushId: push._id,
      title: push.title,
      createdAt: push.createdAt,
      studentNames: names.get(push.openid) ?? [],
      reason: push.delivery.reason ?? 'failed',
    })),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

async function studentsOf(ports: Ports, pushes: readonly Push[]): Promise<Map<string, string[]>> {
  const payers = [...new Set(pushes.map((push) => push.openid))];
  const names = new Map<string, string[]>();
  if (payers.length === 0) return names;
  const students = await ports.store.find('students', { payerOpenid: { $in: payers } }, { limit: 1000 });
  for (const { payerOpenid, name } of students)
    names.set(payerOpenid, [...(names.get(payerOpenid) ?? []), name]);
  return names;
}
