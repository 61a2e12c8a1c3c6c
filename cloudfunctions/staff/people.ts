import type { staffPrivacy } from '../../protocol/learner-data';
import type { staffPeople } from '../../protocol/staff-people';
import { listDataRequests } from '../../server/usecases/privacy/ask-erasure';
import { acceptInvitation } from '../../server/usecases/staffing/accept-invitation';
import { authorisedMember } from '../../server/usecases/staffing/authorise';
import { changeRoles, leave } from '../../server/usecases/staffing/change-member';
import { claimOwner } from '../../server/usecases/staffing/claim-owner';
import { readInstitution, saveInstitution } from '../../server/usecases/staffing/institution';
import { invitationCode } from '../../server/usecases/staffing/invitation-code';
import { invite } from '../../server/usecases/staffing/invite';
import { listPeople, memberView, readMe } from '../../server/usecases/staffing/people';
import { readAudit } from '../../server/usecases/staffing/read-audit';
import { type Call, finished, type Handlers } from '../frame/people-function';
import { asStaff, done } from '../frame/staff-handler';

export const peopleHandlers: Handlers<typeof staffPeople & typeof staffPrivacy> = {
  me: ({ ports, openid }) => readMe(ports, openid),
  claimOwner: ({ ports, openid }, data) => claimOwner(ports, openid, data),
  accept: async ({ ports, openid }, data) => memberView(await acceptInvitation(ports, openid, data.code)),
  readInstitution: asStaff('readInstitution', (ports) => readInstitution(ports)),
  saveInstitution: asStaff('saveInstitution', (ports, staff, data) =>
    done(saveInstitution(ports, staff, data)),
  ),
  listPeople: asStaff('listPeople', (ports) => listPeople(ports)),
  // The code is not part of what is kept: it is made again from the request when the answer is asked for again.
  invite: finished(
    async (call, data) => {
      const owner = await authorisedMember(call.ports, call.openid, 'invite');
      return invite(call.ports, owner, codeFor(call, data), data);
    },
    async (call, data, kept) => ({ code: codeFor(call, data), expiresAt: kept.expiresAt }),
  ),
  changeRoles: asStaff('changeRoles', async (ports, staff, data) =>
    memberView(await changeRoles(ports, staff, data)),
  ),
  leave: asStaff('leave', (ports, staff, data) => done(leave(ports, staff, data.staffId))),
  dataRequests: asStaff('dataRequests', (ports) => listDataRequests(ports)),
  audit: asStaff('audit', (ports, _staff, data) => readAudit(ports, data)),
};

function codeFor({ ports, openid }: Call, { requestId }: { requestId: string }): string {
  return invitationCode(ports.settings.ownerCode, openid, requestId);
}
