import { finance } from '../../protocol/finance';
import { decideRefund } from '../../server/usecases/refunding/decide-refund';
import { refundsForFinance } from '../../server/usecases/refunding/list-refunds';
import { type Handlers, peopleFunction } from '../frame/people-function';
import { CLOUD } from '../frame/wiring';

export const handlers: Handlers<typeof finance> = {
  listRefunds: ({ ports, openid }, data) => refundsForFinance(ports, openid, data),
  decideRefund: ({ ports, openid }, data) => decideRefund(ports, openid, data),
};

export const main = peopleFunction('finance', finance, handlers, CLOUD);
