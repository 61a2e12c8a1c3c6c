import type { RequestOf } from '../../../protocol';
import { addEvidence } from '../../domain/order/objection';
import type { StaffMember } from '../../domain/people/people';
import { changeOrder } from '../orders/change-order';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { orderOf } from '../teaching/order-of';
import { requireOwnFiles } from './own-files';
import { unitOrRefuse } from './own-unit';

type Added = RequestOf<'classroom', 'addEvidence'>;

/** The learner adds to her objection. @throws AppError NOT_FOUND, WRONG_STATE once it is decided, BAD_REQUEST */
export async function addOwnEvidence(ports: Ports, openid: string, added: Added): Promise<void> {
  const { orderId, unitNo, text, files } = added;
  await ownOrder(ports, openid, orderId);
  requireOwnFiles(added, files);
  await changeOrder(ports, orderId, (order, now) => {
    unitOrRefuse(order, unitNo);
    return { order: addEvidence(order, unitNo, { by: 'payer', at: now, text, files }) };
  });
}

/** The institution's side of it. @throws AppError FORBIDDEN, NOT_FOUND, WRONG_STATE, BAD_REQUEST */
export async function addStaffEvidence(ports: Ports, staff: StaffMember, added: Added): Promise<void> {
  const { orderId, unitNo, text, files } = added;
  const { campusId } = await orderOf(ports, orderId);
  authorise(staff, 'addEvidence', { campusIds: [campusId] });
  await changeOrder(ports, orderId, (order, now) => {
    unitOrRefuse(order, unitNo);
    const evidence = { by: 'staff', at: now, text, files, staffOpenid: staff._id } as const;
    const act = {
      by: staff._id,
      action: 'addEvidence',
      subject: `${orderId}-${unitNo}`,
      after: { text, files },
    };
    return {
      order: addEvidence(order, unitNo, evidence),
      also: (tx) => recordAct(tx, ports, act, now),
    };
  });
}
