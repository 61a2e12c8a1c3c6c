import type { Clock, DueSource } from '../clock';
import type { FaultRegistry } from '../control/faults';
import type { Books } from './books';
import type { Delivery } from './callbacks/delivery';
import type { Post } from './callbacks/send';
import type { RandomBytes } from './numbers';
import type { PersonChange, PersonView } from './people/people';
import type { ServiceChoice } from './services';
import type { PaySwitches } from './switches';
import type { CloseResult } from './wechat/close';
import type { OrderPage, OrderPageRequest } from './wechat/order-page';
import type { PayNowResult } from './wechat/pay-now';
import type { Cashier, PaymentRequest, PaymentResult } from './wechat/request-payment';
import type { SignOutcome, SignPage, SignResult } from './wechat/sign';
import type { NoReply, Reply } from './wire/counter';
import type { LoggedCall } from './wire/request-log';
import type { ReceivedRequest } from './wire/verify-request';

/** What every WeChat Pay is told. */
export interface PayOptions {
  clock: Clock;
  appid: string;
  mchid?: string;
  /** Services which WeChat has set up for this merchant; 600, 650 and 700 points by default. */
  services?: ServiceChoice[];
  /** Turns the production-shaped address of a callback into one on this machine. */
  resolveNotifyUrl: (url: string) => string;
  switches?: Partial<PaySwitches>;
  faults?: FaultRegistry;
  /** Hears of every call and callback, secrets removed. */
  onCall?: (call: LoggedCall) => void;
  /** Where WeChat's numbers come from; from the system's by default. */
  random?: RandomBytes;
}

export interface LocalPayOptions extends PayOptions {
  /** SQLite file of everything WeChat Pay knows. */
  file: string;
  /** Where the keys of both sides are made once and kept. */
  keysDir: string;
  /** 0 or nothing: a free port. */
  port?: number;
}

export interface InProcessPayOptions extends PayOptions {
  keysDir: string;
  /** Length of RSA keys that are made; 2048 by default. Short ones sign quickly, where nobody must be kept out. */
  keyBits?: number;
  /** Hands a callback over. */
  post: Post;
  /** How an answer is late, ms. */
  wait: (ms: number) => Promise<unknown>;
}

/** What a merchant gets from WeChat's console: enough to configure a client. */
export interface LocalPayFacts {
  baseUrl: string;
  appid: string;
  mchid: string;
  merchantSerial: string;
  merchantPrivateKeyPath: string;
  merchantCertificatePath: string;
  apiV3Key: string;
  apiV2Key: string;
  platformKeyId: string;
  platformPublicKeyPath: string;
  /** The platform certificate, for a merchant who has not changed over to the public key, or is at it. */
  platformCertificateSerial: string;
  platformCertificatePath: string;
  services: { serviceId: string; threshold: number }[];
}

/** What people do inside WeChat. Each throws WeChatActError when it can't be done. */
export interface WeChatActs {
  signPage(ticket: string): SignPage;
  sign(ticket: string, outcome: SignOutcome): SignResult;
  cancelPlan(signPlanId: string): CloseResult;
  revokeService(openid: string, serviceId: string): CloseResult;
  /** The order's page (`wx.openBusinessView`, wxpayScoreDetail); checks the APIv2 signature. */
  orderPage(openid: string, request: OrderPageRequest): OrderPage;
  /** What the cashier of `wx.requestPayment` shows; checks paySign. */
  cashier(openid: string, request: PaymentRequest): Cashier;
  /** The cashier of `wx.requestPayment`; checks paySign. */
  requestPayment(openid: string, request: PaymentRequest, outcome: 'pay' | 'leave'): PaymentResult;
  /** By the number of a completed service order, or by a prepay_id. */
  payNow(openid: string, number: string): PayNowResult;
}

export interface LocalPay {
  readonly facts: LocalPayFacts;
  /** Deductions, expiries, callback deliveries and their retries. */
  readonly due: DueSource;
  readonly people: {
    get(openid: string): PersonView;
    put(openid: string, change: PersonChange): PersonView;
    all(): PersonView[];
  };
  readonly wechat: WeChatActs;
  readonly switches: {
    get(): Readonly<PaySwitches>;
    /** Throws SwitchError for an unknown name or value. */
    put(changes: Readonly<Record<string, unknown>>): Readonly<PaySwitches>;
  };
  /** The last calls and callbacks, secrets removed. */
  requests(): LoggedCall[];
  /** Every callback with its tries. */
  callbacks(): Delivery[];
  books(): Books;
  close(): Promise<void>;
}

/** A WeChat Pay without a network. */
export interface LocalPayInProcess extends LocalPay {
  /** One call of the API, as it would come over HTTP. */
  serve(request: ReceivedRequest): Promise<Reply | NoReply>;
}
