import { advanceAct } from '../../server/usecases/acting/advance-act';
import { type AgendaHandlers, runAgenda } from '../../server/usecases/agenda/run-agenda';
import { applyNotification } from '../../server/usecases/callbacks/apply-notification';
import { advanceOrder } from '../../server/usecases/charging/advance-order';
import { advancePayment } from '../../server/usecases/paying/advance-payment';
import { advanceErasure } from '../../server/usecases/privacy/advance-erasure';
import { advanceRefund } from '../../server/usecases/refunding/advance-refund';
import { classDue } from '../../server/usecases/teaching/class-due';
import { planDue } from '../../server/usecases/teaching/courses/plan-due';
import { forgetTransfer } from '../../server/usecases/transferring/forget-transfer';
import { timerFunction } from '../frame/timer-function';
import { CLOUD } from '../frame/wiring';

/** Callbacks first: what they bring saves the orders a question to WeChat. */
export const HANDLERS: AgendaHandlers = {
  notification: applyNotification,
  order: advanceOrder,
  class: classDue,
  plan: planDue,
  payment: advancePayment,
  refund: advanceRefund,
  act: advanceAct,
  erasure: advanceErasure,
  transfer: forgetTransfer,
};

export const main = timerFunction(
  'deduction',
  async (ports) => {
    const { done, failed } = await runAgenda(ports, HANDLERS);
    return { done, failed };
  },
  CLOUD,
);
