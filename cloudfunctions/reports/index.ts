import { reports } from '../../protocol/reports';
import {
  listReconciliations,
  readReconciliation,
} from '../../server/usecases/reconciling/read-reconciliations';
import { readFigures } from '../../server/usecases/reporting/read-figures';
import { updateNow } from '../../server/usecases/reporting/update-now';
import { type Handlers, peopleFunction } from '../frame/people-function';
import { CLOUD } from '../frame/wiring';

export const handlers: Handlers<typeof reports> = {
  figures: ({ ports, openid }, data) => readFigures(ports, openid, data),
  update: { steps: ({ ports, openid }) => updateNow(ports, openid) },
  reconciliations: ({ ports, openid }, data) => listReconciliations(ports, openid, data),
  reconciliation: ({ ports, openid }, data) => readReconciliation(ports, openid, data),
};

export const main = peopleFunction('reports', reports, handlers, CLOUD);
