import { finance } from '../../protocol/finance';
import { staffEvidence } from '../../server/usecases/evidence/evidence';
import { type Handlers, peopleFunction } from '../frame/people-function';
import { CLOUD } from '../frame/wiring';
import { actHandlers } from './acts';
import { invoiceHandlers } from './invoices';
import { refundHandlers } from './refunds';

export const handlers: Handlers<typeof finance> = {
  ...actHandlers,
  ...refundHandlers,
  ...invoiceHandlers,
  evidence: ({ ports, openid }, data) => staffEvidence(ports, openid, data),
};

export const main = peopleFunction('finance', finance, handlers, CLOUD);
