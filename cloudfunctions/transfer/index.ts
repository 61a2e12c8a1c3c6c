import type { ActionName, RequestOf, ResponseOf } from '../../protocol';
import { transfer } from '../../protocol/transfer';
import { tables } from '../../server/adapters/tables/tables';
import type { StaffMember } from '../../server/domain/people/people';
import type { Ports } from '../../server/usecases/ports';
import { authorisedMember } from '../../server/usecases/staffing/authorise';
import { checkImport } from '../../server/usecases/transferring/check-import';
import { expectedStudents, forgetExpected } from '../../server/usecases/transferring/expected-students';
import { exportRows } from '../../server/usecases/transferring/export-rows';
import { importRows } from '../../server/usecases/transferring/import-rows';
import { importTemplate } from '../../server/usecases/transferring/template';
import { type Call, type Handlers, peopleFunction } from '../frame/people-function';
import { done } from '../frame/staff-handler';
import { CLOUD } from '../frame/wiring';

type Act<A extends ActionName<'transfer'>> = (
  ports: Ports,
  staff: StaffMember,
  data: RequestOf<'transfer', A>,
) => Promise<ResponseOf<'transfer', A>>;

function asStaff<A extends ActionName<'transfer'>>(action: A, act: Act<A>) {
  return async ({ ports, openid }: Call, data: RequestOf<'transfer', A>) =>
    act(ports, await authorisedMember(ports, openid, action), data);
}

/** Libraries for spreadsheets are in this function's bundle only. Files are read and written in steps, not in a transaction. */
export const handlers: Handlers<typeof transfer> = {
  importTemplate: asStaff('importTemplate', (_ports, _staff, data) => importTemplate(tables, data)),
  checkImport: {
    steps: asStaff('checkImport', (ports, staff, data) => checkImport(ports, tables, staff, data)),
  },
  importRows: {
    steps: asStaff('importRows', (ports, staff, data) => importRows(ports, tables, staff, data)),
  },
  exportRows: {
    steps: asStaff('exportRows', (ports, staff, data) => exportRows(ports, tables, staff, data)),
  },
  expectedStudents: asStaff('expectedStudents', expectedStudents),
  forgetExpected: {
    steps: asStaff('forgetExpected', (ports, staff, data) => done(forgetExpected(ports, staff, data))),
  },
};

export const main = peopleFunction('transfer', transfer, handlers, CLOUD);
