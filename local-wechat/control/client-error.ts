import { clientErrorOf, clientErrorText } from '../cloud/client/error-codes';
import { TcbError } from '../cloud/tcb-error';
import { ControlError } from './control-error';

/** Runs a call of `wx.cloud`; its failure becomes the number and the text that a Mini Program sees. */
export async function asClient<Result>(api: string, work: () => Promise<Result> | Result): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TcbError)) throw error;
    const { errCode } = clientErrorOf(error.code);
    const status = error.code === 'FUNCTION_NOT_FOUND' ? 404 : 400;
    throw new ControlError(String(errCode), clientErrorText(api, error), status);
  }
}
