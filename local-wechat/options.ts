import type { Cloud } from './cloud';
import type { CloudDatabaseOptions } from './cloud/database';
import type { MessageTemplate } from './cloud/openapi/subscribe-message';
import type { FaultRegistry, FaultSpec } from './control/faults';
import type { RequestLog } from './control/request-log';
import type { LocalPay, LocalPayFacts, LocalPayOptions } from './pay';
import type { ClockMode, VirtualClock } from './virtual-clock';

export interface LocalWeChatOptions {
  /** Everything that lasts lies here; made when missing. */
  dataDir: string;
  /** Empties the data folder first. */
  fresh?: boolean;
  /** 0 or missing takes a free port. */
  ports?: { cloud?: number; pay?: number; control?: number };
  /** One folder a function, with index.js, package.json and config.json. */
  functionsDir: string;
  collections: CloudDatabaseOptions['collections'];
  /** HTTP access: path → function, e.g. `{'/pay-notify': 'pay-notify'}`. */
  httpRoutes: Record<string, string>;
  /** Production host of HTTP access, which loopback stands in for: `…service.tcloudbase.com`. */
  httpHost: string;
  /** Environment id. */
  env: string;
  appid: string;
  /** Variables of the functions, made once when WeChat Pay is known. */
  functionEnv: (pay: LocalPayFacts) => Record<string, string>;
  /** Virtual time at which an empty data folder begins, ms; default now. */
  clockStart?: number;
  /** How the clock of an empty data folder goes; default running. */
  clockMode?: ClockMode;
  /** Templates of subscribe messages; without them any id and any fields will do. */
  templates?: MessageTemplate[];
  /** Pages of the published Mini Program; without them a message may lead to any page. */
  pages?: string[];
  /** How long a transaction of the database may stay open, in real ms; the cloud's 30 s when missing. */
  transactionLifeMs?: number;
  /** What people may do with files by themselves; "all read, the creator writes" when missing. */
  storagePermission?: CloudDatabaseOptions['collections'][number]['permission'];
  /** Faults that are asked for from the start, see control/fault-script.ts. */
  faults?: FaultSpec[];
  pay?: Pick<LocalPayOptions, 'mchid' | 'services' | 'switches'>;
  /** Prints every call on one line. */
  trace?: boolean;
}

/** What other processes need to know; the content of `DATA/local.json`. */
export interface LocalWeChatFacts {
  pid: number;
  cloud: { adminUrl: string; httpAccessUrl: string };
  control: { url: string };
  /** Environment variables with which wx-server-sdk in any Node process speaks to this cloud. */
  env: Record<string, string>;
  pay: LocalPayFacts;
}

export interface LocalWeChat {
  readonly facts: LocalWeChatFacts;
  readonly clock: VirtualClock;
  readonly cloud: Cloud;
  readonly pay: LocalPay;
  readonly faults: FaultRegistry;
  readonly log: RequestLog;
  /** Ends everything; data stay. */
  stop(): Promise<void>;
}
