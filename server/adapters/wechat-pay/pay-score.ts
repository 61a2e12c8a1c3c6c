import { randomBytes } from 'node:crypto';
import { msOf } from '../../domain/time';
import type {
  Answers,
  CallOutcome,
  PayScore,
  PreparedCall,
  WriteInputs,
  WriteKind,
} from '../../ports/pay-score';
import type { ServiceLimits } from '../../ports/settings';
import { readCreatedSignPlan, readOrder, readPlan, readSignPlan } from './answers';
import { apiV2Signature } from './apiv2';
import { orderQueryPath } from './order-requests';
import type { Parse } from './outcome';
import { planPath, signPlanPath } from './plan-requests';
import { prepare, type RequestContext, serviceOf } from './requests';
import { createTransport, type Transport, type TransportOptions } from './transport';

export interface PayScoreOptions extends TransportOptions {
  services: Readonly<Record<string, ServiceLimits>>;
}

/** WeChat Pay Score over APIv3 for a direct merchant. */
export function createPayScore(options: PayScoreOptions): PayScore {
  return new WechatPayScore(options, createTransport(options));
}

const PARSERS: { [K in WriteKind]: (body: unknown) => Parsed<Answers[K]> } = {
  'create-plan': (body) => wrapped(readPlan(body)),
  'stop-plan': (body) => wrapped(readPlan(body)),
  'create-sign-plan': (body) => wrapped(readCreatedSignPlan(body)),
  'stop-sign-plan': (body) => wrapped(readSignPlan(body)),
  'open-order': (body) => wrapped(readOrder(body)),
  'complete-order': (body) => wrapped(readOrder(body)),
  'modify-order': (body) => wrapped(readOrder(body)),
  // Cancelling answers with ids only: nothing in them is needed.
  'cancel-order': () => ({ value: undefined }),
  'sync-order': (body) => wrapped(readOrder(body)),
  // Ids only; whether the money came is told by the callback or a query.
  'pay-order': () => ({ value: undefined }),
};

type Parsed<T> = ReturnType<Parse<T>>;

class WechatPayScore implements PayScore {
  private readonly context: RequestContext;

  constructor(
    private readonly options: PayScoreOptions,
    private readonly transport: Transport,
  ) {
    this.context = { config: options.config, services: options.services };
  }

  prepare<K extends WriteKind>(kind: K, input: WriteInputs[K]): PreparedCall<K> {
    return prepare(this.context, kind, input);
  }

  send<K extends WriteKind>(call: PreparedCall<K>): Promise<CallOutcome<Answers[K]>> {
    const parse: Parse<Answers[K]> = PARSERS[call.kind];
    return this.transport({ method: 'POST', path: call.path, body: call.body }, parse);
  }

  async queryPlan(merchantPlanNo: string) {
    return this.query(planPath(merchantPlanNo), (body) => wrapped(readPlan(body)));
  }

  async querySignPlan(merchantSignPlanNo: string) {
    return this.query(signPlanPath(merchantSignPlanNo), (body) => {
      const signPlan = readSignPlan(body);
      return wrapped(signPlan?.merchantSignPlanNo === merchantSignPlanNo ? signPlan : undefined);
    });
  }

  async queryOrder(serviceKey: string, outTradeNo: string) {
    return this.query(orderQueryPath(this.context, serviceKey, outTradeNo), (body) => {
      const order = readOrder(body);
      return wrapped(order?.outTradeNo === outTradeNo ? order : undefined);
    });
  }

  private query<T>(path: string, parse: Parse<T>): Promise<CallOutcome<T>> {
    return this.transport({ method: 'GET', path, body: '' }, parse);
  }

  /** WeChat Pay Score, businessType "wxpayScoreDetail": every value a text, the time in whole seconds. */
  orderDetailParameters(serviceKey: string, outTradeNo: string): Record<string, string> {
    const { config, clock } = this.options;
    const parameters = {
      mch_id: config.mchid,
      service_id: serviceOf(this.context, serviceKey).serviceId,
      out_order_no: outTradeNo,
      timestamp: String(Math.floor(msOf(clock.now()) / 1000)),
      nonce_str: randomBytes(16).toString('hex'),
      sign_type: 'HMAC-SHA256',
    };
    return { ...parameters, sign: apiV2Signature(parameters, config.apiV2Key) };
  }
}

function wrapped<T>(value: T | undefined): Parsed<T> {
  return value === undefined ? undefined : { value };
}
