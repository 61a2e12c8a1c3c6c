import type { Cloud } from '../../cloud';
import { miniProgramUser } from '../../cloud/functions/caller';
import { TcbError } from '../../cloud/tcb-error';
import { ControlError } from '../control-error';
import { textOf } from '../fields';
import type { ControlRoutes } from '../router';

/**
 * Numbers by which a Mini Program knows that a call of a function failed.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/error-code.html
 */
const CLIENT_CODES: Record<string, { errCode: number; text: string }> = {
  FUNCTION_NOT_FOUND: { errCode: -501000, text: 'FunctionName parameter could not be found' },
  FUNCTIONS_EXECUTE_FAIL: { errCode: -504002, text: 'functions execute fail' },
  FUNCTIONS_TIME_LIMIT_EXCEEDED: { errCode: -504003, text: 'function time limit exceeded' },
  WX_CLOUDFUNCTION_RESULT_SIZE_EXCEED_LIMIT: {
    errCode: -604001,
    text: 'cloudfunction result size exceed limit (1MB)',
  },
};
const UNKNOWN = { errCode: -501001, text: 'resource system error' };

/** Calling a function as `wx.cloud.callFunction` does, in somebody's name. */
export function callRoutes(cloud: Cloud, appid: string): ControlRoutes {
  return {
    'POST /call': async ({ body }) => {
      const caller = miniProgramUser(textOf(body, 'openid'), appid);
      const event = JSON.stringify(body['data'] ?? {});
      try {
        return {
          result: JSON.parse(await cloud.functions.invoke(textOf(body, 'name'), event, caller)) as unknown,
        };
      } catch (error) {
        throw error instanceof TcbError ? clientError(error) : error;
      }
    },
  };
}

function clientError(error: TcbError): ControlError {
  const { errCode, text } = CLIENT_CODES[error.code] ?? UNKNOWN;
  return new ControlError(
    String(errCode),
    `cloud.callFunction:fail Error: errCode: ${errCode} ${text} | errMsg: ${error.message}`,
    error.code === 'FUNCTION_NOT_FOUND' ? 404 : 400,
  );
}
