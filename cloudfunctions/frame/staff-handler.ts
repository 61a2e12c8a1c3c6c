import type { ActionName, RequestOf, ResponseOf } from '../../protocol';
import type { StaffMember } from '../../server/domain/people/people';
import type { Ports } from '../../server/usecases/ports';
import { authorisedMember } from '../../server/usecases/staffing/authorise';
import type { Call } from './people-function';

/** The caller as a member of staff whom the table of permissions allows the action; the use case checks where. */
export function asStaff<A extends ActionName<'staff'>>(
  action: A,
  work: (ports: Ports, staff: StaffMember, data: RequestOf<'staff', A>) => Promise<ResponseOf<'staff', A>>,
): (call: Call, data: RequestOf<'staff', A>) => Promise<ResponseOf<'staff', A>> {
  return async ({ ports, openid }, data) => work(ports, await authorisedMember(ports, openid, action), data);
}

/** For acts that answer nothing but that they are done. */
export async function done(act: Promise<void>): Promise<{ done: true }> {
  await act;
  return { done: true };
}
