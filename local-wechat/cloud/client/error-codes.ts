import type { TcbError } from '../tcb-error';

/** A number and a text by which a Mini Program knows an error of the cloud. */
export interface ClientError {
  errCode: number;
  text: string;
}

const of = (errCode: number, text: string): ClientError => ({ errCode, text });

/**
 * The cloud's codes as a Mini Program sees them.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/error-code.html, and npm wx-server-sdk 4.0.2
 */
const CLIENT_ERRORS: Record<string, ClientError> = {
  SYS_ERR: of(-501001, 'resource system error'),
  SERVER_TIMEOUT: of(-501002, 'resource server timeout'),
  EXCEED_REQUEST_LIMIT: of(-501003, 'exceed request limit'),
  EXCEED_CONCURRENT_REQUEST_LIMIT: of(-501004, 'exceed concurrent request limit'),
  INVALIID_ENV: of(-501005, 'invalid env'),
  INVALID_COMMON_PARAM: of(-501006, 'invalid common parameters'),
  INVALID_PARAM: of(-501007, 'invalid parameters'),
  INVALID_REQUEST_SOURCE: of(-501008, 'invalid request source'),
  RESOURCE_NOT_INITIAL: of(-501009, 'resource not initialized'),
  DATABASE_REQUEST_FAILED: of(-502001, 'database request fail'),
  DATABASE_INVALID_OPERRATOR: of(-502002, 'database invalid command'),
  DATABASE_PERMISSION_DENIED: of(-502003, 'database permission denied'),
  DATABASE_COLLECTION_EXCEED_LIMIT: of(-502004, 'database exceed collection limit'),
  DATABASE_COLLECTION_NOT_EXIST: of(-502005, 'database collection not exists'),
  WX_DATABASE_QUERY_SIZE_EXCEED_LIMIT: of(-602001, 'database query result size exceed limit (1MB)'),
  STORAGE_REQUEST_FAIL: of(-503001, 'storage request fail'),
  STORAGE_EXCEED_AUTHORITY: of(-503002, 'storage permission denied'),
  STORAGE_FILE_NONEXIST: of(-503003, 'storage file not exists'),
  STORAGE_SIGN_PARAM_INVALID: of(-503004, 'storage invalid sign parameter'),
  FUNCTION_NOT_FOUND: of(-501000, 'FunctionName parameter could not be found'),
  FUNCTIONS_REQUEST_FAIL: of(-504001, 'functions request fail'),
  FUNCTIONS_EXECUTE_FAIL: of(-504002, 'functions execute fail'),
  FUNCTIONS_TIME_LIMIT_EXCEEDED: of(-504003, 'function time limit exceeded'),
  WX_CLOUDFUNCTION_RESULT_SIZE_EXCEED_LIMIT: of(-604001, 'cloudfunction result size exceed limit (1MB)'),
};

const UNKNOWN = of(-501001, 'resource system error');

/** What has no number of its own is the system error, as in the SDK. */
export function clientErrorOf(code: string): ClientError {
  return CLIENT_ERRORS[code] ?? UNKNOWN;
}

/** The sentence of `errMsg`, behind the name of the call. */
export function clientErrorText(api: string, error: TcbError): string {
  const { errCode, text } = clientErrorOf(error.code);
  return `${api}:fail Error: errCode: ${errCode} ${text} | errMsg: ${error.message}`;
}
