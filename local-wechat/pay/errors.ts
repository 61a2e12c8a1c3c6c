/**
 * Every refusal that the local WeChat Pay knows: HTTP status, code, inner code (the end of `Request-ID`) and text.
 *
 * Codes and statuses are from "WeChat Pay: error codes" as printed on the PayScore pages; inner codes from WeChat's
 * own trouble-shooting material. Texts of the plan pages are not published; those here are our own wording.
 * `inner: 1` stands for refusals whose inner code is not known.
 */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly inner: number;
  readonly message: string;
}

export const REFUSALS = {
  signWrong: { status: 401, code: 'SIGN_ERROR', inner: 1, message: '错误的签名，验签失败' },
  authorizationInvalid: {
    status: 401,
    code: 'SIGN_ERROR',
    inner: 270924332,
    message: 'Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》',
  },
  clockOff: {
    status: 401,
    code: 'SIGN_ERROR',
    inner: 1,
    message: 'Http头Authorization中的timestamp与发起请求的时间不得超过5分钟',
  },
  serialUnknown: {
    status: 401,
    code: 'SIGN_ERROR',
    inner: 1,
    message: '商户证书序列号有误，请使用当前商户证书',
  },
  headersMissing: {
    status: 400,
    code: 'INVALID_REQUEST',
    inner: 1,
    message: 'Http头缺少Accept或User-Agent',
  },
  contentTypeWrong: {
    status: 400,
    code: 'INVALID_REQUEST',
    inner: 1,
    message: 'Http头Content-Type须为application/json',
  },
  platformSerialWrong: {
    status: 400,
    code: 'PARAM_ERROR',
    inner: 1,
    message: '平台证书序列号或微信支付公钥ID(Wechatpay-Serial)错误',
  },
  param: { status: 400, code: 'PARAM_ERROR', inner: 1, message: '参数错误' },
  range: { status: 400, code: 'PARAM_ERROR', inner: 268435464, message: '参数超出范围' },
  amountFormula: { status: 400, code: 'PARAM_ERROR', inner: 1, message: '金额计算有误' },
  endBeforeStart: {
    status: 400,
    code: 'PARAM_ERROR',
    inner: 271316637,
    message: '服务结束时间须晚于服务开始时间',
  },
  endInFuture: { status: 400, code: 'PARAM_ERROR', inner: 1, message: '服务结束时间不能晚于当前时间' },
  startInPast: { status: 400, code: 'PARAM_ERROR', inner: 1, message: '服务开始时间不能早于当前时间' },
  reentryMismatch: {
    status: 400,
    code: 'INVALID_REQUEST',
    inner: 271316598,
    message: '单号已存在且请求参数与原请求不一致',
  },
  reentryRefused: {
    status: 400,
    code: 'INVALID_REQUEST',
    inner: 271316598,
    message: '单号已存在，请勿重复提交',
  },
  rule: { status: 400, code: 'INVALID_REQUEST', inner: 1, message: '不符合业务规则' },
  riskAmount: { status: 400, code: 'INVALID_REQUEST', inner: 271316656, message: '总金额超过服务风险金额' },
  assessment: { status: 400, code: 'INVALID_REQUEST', inner: 271300099, message: '综合评估未通过' },
  overdueOrders: {
    status: 400,
    code: 'INVALID_REQUEST',
    inner: 271299627,
    message: '用户存在逾期未支付订单',
  },
  youthMode: {
    status: 400,
    code: 'INVALID_REQUEST',
    inner: 268560785,
    message: '用户已开启青少年模式，支付受限',
  },
  deducting: { status: 400, code: 'INVALID_REQUEST', inner: 271316754, message: '订单扣款中，请稍后重试' },
  resultUnclear: { status: 400, code: 'INVALID_REQUEST', inner: 1, message: '收款结果不明，请稍后重试' },
  orderState: { status: 400, code: 'INVALID_ORDER_STATE', inner: 271302262, message: '订单状态不允许该操作' },
  orderUnconfirmed: {
    status: 400,
    code: 'INVALID_ORDER_STATE',
    inner: 271302332,
    message: '用户尚未确认订单',
  },
  cancelState: { status: 400, code: 'INVALID_ORDER_STATE', inner: 271316592, message: '订单状态不允许取消' },
  notPaying: {
    status: 400,
    code: 'INVALID_ORDER_STATE',
    inner: 271316657,
    message: '仅待支付的订单可以操作',
  },
  orderCancelled: { status: 400, code: 'ORDER_CANCELED', inner: 271302333, message: '订单已取消' },
  orderDone: { status: 400, code: 'ORDER_DONE', inner: 271302262, message: '订单已完成' },
  appidUnbound: {
    status: 400,
    code: 'APPID_MCHID_NOT_MATCH',
    inner: 271302149,
    message: 'appid与商户号未绑定',
  },
  mchidUnknown: { status: 401, code: 'SIGN_ERROR', inner: 271302144, message: '商户号不存在' },
  noAuth: { status: 403, code: 'NO_AUTH', inner: 268503786, message: '商户暂无权限使用此服务' },
  deductionFailed: { status: 403, code: 'TRADE_ERROR', inner: 271316574, message: '扣款失败' },
  orderUnknown: { status: 404, code: 'ORDER_NOT_EXIST', inner: 271317510, message: '订单不存在' },
  resourceUnknown: { status: 404, code: 'RESOURCE_NOT_EXISTS', inner: 1, message: '查询的资源不存在' },
  tooFrequent: {
    status: 429,
    code: 'FREQUENCY_LIMITED',
    inner: 268435472,
    message: '频率超过限制，请降低请求频率',
  },
  rateExceeded: { status: 429, code: 'RATELIMIT_EXCEEDED', inner: 268435472, message: '接口调用频率过快' },
  outTradeNoUsed: { status: 403, code: 'OUT_TRADE_NO_USED', inner: 1, message: '商户订单号重复' },
  prepaidClosed: { status: 400, code: 'ORDER_CLOSED', inner: 1, message: '订单已关闭' },
  prepaidPaid: { status: 400, code: 'INVALID_REQUEST', inner: 1, message: '该订单已支付' },
  mchidMismatch: {
    status: 400,
    code: 'INVALID_REQUEST',
    inner: 1,
    message: 'Http头Authorization中的mchid与请求参数中的mchid不一致',
  },
  statementMissing: { status: 400, code: 'NO_STATEMENT_EXIST', inner: 1, message: '账单文件不存在' },
  statementCreating: { status: 400, code: 'STATEMENT_CREATING', inner: 1, message: '账单生成中' },
  notFound: { status: 404, code: 'NOT_FOUND', inner: 1, message: '请求的URL不存在' },
  system: { status: 500, code: 'SYSTEM_ERROR', inner: 1, message: '系统异常，请稍后重试' },
  unavailable: { status: 503, code: 'SERVICE_UNAVAILABLE', inner: 1, message: '服务不可用，请稍后重试' },
} as const satisfies Record<string, Refusal>;

export type RefusalName = keyof typeof REFUSALS;

/** Where the fault lies, as WeChat's `detail` of PARAM_ERROR and SIGN_ERROR says it. */
export interface RefusalDetail {
  field?: string;
  value?: unknown;
  issue?: string;
  location?: 'body' | 'path' | 'query' | 'authorization';
  sign_information?: {
    method: string;
    url: string;
    sign_message_length: number;
    truncated_sign_message: string;
  };
}

/** A refused request; `message` may say more precisely than the table what is wrong. */
export class PayRefusal extends Error {
  constructor(
    readonly refusal: Refusal,
    message: string = refusal.message,
    readonly detail?: RefusalDetail,
  ) {
    super(message);
    this.name = 'PayRefusal';
  }
}

export function refuse(name: RefusalName, message?: string, detail?: RefusalDetail): never {
  throw new PayRefusal(REFUSALS[name], message, detail);
}

/** Refuses one parameter: PARAM_ERROR with its place (JSON pointer in a body, name elsewhere). */
export function refuseField(
  field: string,
  value: unknown,
  issue: string,
  name: RefusalName = 'param',
): never {
  const detail: RefusalDetail = { field, issue, location: 'body' };
  if (value !== undefined) detail.value = value;
  refuse(name, issue, detail);
}

export function isRefusalName(name: unknown): name is RefusalName {
  return typeof name === 'string' && Object.hasOwn(REFUSALS, name);
}
