import path from 'node:path';
import type { LocalWeChatOptions } from '../../local-wechat';
import type { LocalPayFacts } from '../../local-wechat/pay';
import collections from '../../server/collections.json';

/** The production-shaped host of HTTP access; the local WeChat maps it to loopback. */
const HTTP_HOST = 'lfpl-local-1300000000.ap-shanghai.service.tcloudbase.com';

/** Presented once by whoever becomes the owner of a fresh local institution. */
export const OWNER_CODE = 'local-owner-code-0001';

export const APPID = 'wx5d0000000000c0de';

/** Our keys of WeChat's services, in the order of the thresholds that the local WeChat Pay gives them. */
const SERVICE_KEYS = ['per-class', 'per-stage', 'whole-course'] as const;

export interface ProductOptions {
  dataDir: string;
  fresh?: boolean;
  trace?: boolean;
  ports?: { cloud?: number; pay?: number; control?: number };
  clockMode?: 'running' | 'frozen';
  /** Milliseconds since the epoch; only for a fresh data folder. */
  clockStart?: number;
  /** Real ms after which a transaction that a killed function left open gives up its locks; 30 s as in the cloud. */
  transactionLifeMs?: number;
  /** Faults from the start. */
  faults?: NonNullable<LocalWeChatOptions['faults']>;
}

/** This product as the local WeChat runs it: the built functions, their database and their settings. */
export function productOn(options: ProductOptions): LocalWeChatOptions {
  return {
    functionsDir: path.resolve(__dirname, '../../dist/cloudfunctions'),
    collections: collections as LocalWeChatOptions['collections'],
    httpRoutes: { '/pay-notify': 'pay-notify' },
    httpHost: HTTP_HOST,
    env: 'lfpl-local',
    appid: APPID,
    functionEnv: settingsFor,
    ...options,
  };
}

/** The functions' environment variables, as docs/configuration.md names them. */
export function settingsFor(pay: LocalPayFacts): Record<string, string> {
  const limits = { maxDays: 730, maxQuantity: 100, maxUnitFen: 1_000_000 };
  const byThreshold = [...pay.services].sort((a, b) => a.threshold - b.threshold);
  const services = SERVICE_KEYS.map((key, i) => [
    key,
    { serviceId: byThreshold[i]?.serviceId ?? '', ...limits },
  ]);
  return {
    INSTITUTION_ID: 'qinghe',
    OWNER_CODE,
    SERVICES: JSON.stringify(Object.fromEntries(services)),
    TEMPLATES: JSON.stringify({
      class: TEMPLATE.class,
      deduction: TEMPLATE.deduction,
      notice: TEMPLATE.notice,
    }),
    PAY_BASE_URL: pay.baseUrl,
    PAY_MCHID: pay.mchid,
    PAY_APPID: pay.appid,
    PAY_MERCHANT_SERIAL: pay.merchantSerial,
    PAY_MERCHANT_PRIVATE_KEY: pay.merchantPrivateKeyPath,
    PAY_API_V3_KEY: pay.apiV3Key,
    PAY_API_V2_KEY: pay.apiV2Key,
    PAY_PLATFORM_KEYS: JSON.stringify({ [pay.platformKeyId]: pay.platformPublicKeyPath }),
    PAY_NOTIFY_URL: `https://${HTTP_HOST}/pay-notify`,
  };
}

/** Ids of the subscribe message templates of the local deployment. */
export const TEMPLATE = {
  class: 'TPL_class_push_000000000000000000000000000',
  deduction: 'TPL_deduction_0000000000000000000000000000',
  notice: 'TPL_notice_000000000000000000000000000000',
} as const;

const FIELD_WORDS = { title: '事项', body: '说明', time: '时间', place: '地点', amount: '金额' };

/** The templates in words, as WeChat's console shows them and its messages do. */
export const TEMPLATE_WORDS = [
  { id: TEMPLATE.class, title: '上课通知', fields: FIELD_WORDS },
  { id: TEMPLATE.deduction, title: '扣费通知', fields: FIELD_WORDS },
  { id: TEMPLATE.notice, title: '进度通知', fields: FIELD_WORDS },
];
