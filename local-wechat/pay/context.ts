import type { Clock } from '../clock';
import type { Callbacks } from './callbacks/callbacks';
import { refuse } from './errors';
import type { PayKeys } from './keys/keys';
import type { BillTicket, Plan, Prepayment, Refund, ServiceOrder, SignPlan, Transaction } from './model';
import type { Numbers } from './numbers';
import type { People } from './people/people';
import type { ServiceSetup } from './services';
import type { Agenda } from './store/agenda';
import type { PayDatabase } from './store/database';
import type { Shelf } from './store/shelf';
import type { PaySwitches } from './switches';

/** Everything that the desks of WeChat Pay share. */
export interface PayContext {
  readonly clock: Clock;
  readonly database: PayDatabase;
  readonly appid: string;
  readonly mchid: string;
  readonly keys: PayKeys;
  /** Where this WeChat Pay answers, e.g. `http://127.0.0.1:4001`. */
  readonly origin: () => string;
  readonly services: readonly ServiceSetup[];
  readonly people: People;
  readonly numbers: Numbers;
  readonly agenda: Agenda;
  readonly callbacks: Callbacks;
  readonly switches: () => Readonly<PaySwitches>;
  readonly plans: Shelf<Plan>;
  readonly signPlans: Shelf<SignPlan>;
  /** Every merchant_plan_detail_no ever used. */
  readonly detailNumbers: Shelf<{ number: string }>;
  readonly orders: Shelf<ServiceOrder>;
  readonly transactions: Shelf<Transaction>;
  readonly refunds: Shelf<Refund>;
  readonly billTickets: Shelf<BillTicket>;
  readonly prepayments: Shelf<Prepayment>;
}

/** The service which this merchant and appid may use, or NO_AUTH; a wrong appid is APPID_MCHID_NOT_MATCH. */
export function boundService(context: PayContext, serviceId: string, appid: string): ServiceSetup {
  const service = context.services.find((one) => one.serviceId === serviceId);
  if (!service) refuse('noAuth');
  if (appid !== context.appid) refuse('appidUnbound');
  return service;
}
