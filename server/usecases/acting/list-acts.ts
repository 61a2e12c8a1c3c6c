import type { RequestOf, ResponseOf } from '../../../protocol';
import type { MoneyAct } from '../../domain/act/act';
import { readPage } from '../browsing/paging';
import type { Ports } from '../ports';
import { authorisedMember, worksAt } from '../staffing/authorise';
import { actViews } from './act-view';

/** Acts of the member's campuses, newest first. */
export async function listActs(
  ports: Ports,
  openid: string,
  asked: RequestOf<'finance', 'listActs'>,
): Promise<ResponseOf<'finance', 'listActs'>> {
  const member = await authorisedMember(ports, openid, 'listActs');
  const { institutionId } = ports.settings;
  const which = {
    institutionId,
    ...(asked.state === undefined ? {} : { state: asked.state }),
    ...(asked.orderId === undefined ? {} : { orderId: asked.orderId }),
  };
  const page = await readPage(
    asked,
    (act: MoneyAct) => act.askedAt,
    (place, limit) =>
      ports.store.find(
        'acts',
        { ...which, ...(place === undefined ? {} : { askedAt: { $lte: place.at } }) },
        { sort: { askedAt: -1, _id: 1 }, limit, skip: place?.seen ?? 0 },
      ),
  );
  const own = page.items.filter((act) => worksAt(member, act.campusId));
  return {
    acts: await actViews(ports, openid, own),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}
