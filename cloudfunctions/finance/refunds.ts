import type { finance } from '../../protocol/finance';
import { decideRefund } from '../../server/usecases/refunding/decide-refund';
import { refundsForFinance } from '../../server/usecases/refunding/list-refunds';
import type { Handlers } from '../frame/people-function';

export const refundHandlers: Handlers<Pick<typeof finance, 'listRefunds' | 'decideRefund'>> = {
  listRefunds: ({ ports, openid }, data) => refundsForFinance(ports, openid, data),
  decideRefund: ({ ports, openid }, data) => decideRefund(ports, openid, data),
};
