import type { RequestOf, ResponseOf } from '../../../protocol';
import type { StaffMember } from '../../domain/people/people';
import type { Push } from '../../domain/push/push';
import { byId } from '../browsing/by-id';
import { readPage } from '../browsing/paging';
import type { Ports } from '../ports';
import { worksAt } from '../staffing/authorise';

type NotReached = ResponseOf<'staff', 'notReached'>;

/**
 * Messages that went out to nobody, newest first, with the names of the payer's students. Who works at some campuses only
 * sees messages about classes and orders there: a page may then be shorter than what is left.
 */
export async function readNotReached(
  ports: Ports,
  staff: StaffMember,
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
  const own = staff.campusIds.length === 0 ? page.items : await atCampuses(ports, staff, page.items);
  const names = await studentsOf(ports, own);
  return {
    pushes: own.map((push) => ({
      pushId: push._id,
      title: push.title,
      createdAt: push.createdAt,
      studentNames: names.get(push.openid) ?? [],
      reason: push.delivery.reason ?? 'failed',
    })),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

/** What is about no class and no order is about no campus either. */
async function atCampuses(ports: Ports, staff: StaffMember, pushes: readonly Push[]): Promise<Push[]> {
  const ids = (page: Push['link']['page'][]) =>
    pushes.filter(({ link }) => page.includes(link.page)).map(({ link }) => link.id);
  const [classes, orders] = await Promise.all([
    byId(ports, 'classes', ids(['class'])),
    byId(ports, 'orders', ids(['voucher', 'order', 'settings'])),
  ]);
  return pushes.filter(({ link: { id } }) => {
    const place = classes.get(id) ?? orders.get(id);
    return place !== undefined && worksAt(staff, place.campusId);
  });
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
