import { ControlClient, Surprise } from '../../dev/local/control-client';
import {
  type ActionName,
  type Envelope,
  type FunctionName,
  PROTOCOL,
  type RequestOf,
  type ResponseOf,
} from '../../protocol';

const MINUTE = 60_000;
/** Tries of one intention before a person gives up: two at once, then one a minute. */
const MOST_TRIES = 12;

/**
 * People who try again when something fails on the way, as the Mini Program lets them: the same intention keeps its
 * requestId, so that nothing happens twice. Minutes pass between the tries.
 */
export class PatientClient extends ControlClient {
  private intentions = 0;
  /** How often somebody had to try again. */
  repeated = 0;

  override async ask<F extends FunctionName, A extends ActionName<F>>(
    openid: string,
    name: F,
    action: A,
    asked: Omit<RequestOf<F, A>, 'requestId'>,
  ): Promise<Envelope<ResponseOf<F, A>>> {
    const mutates = (PROTOCOL[name] as Record<string, { mutates: boolean }>)[action]?.mutates === true;
    this.intentions += 1;
    const requestId = `settings-${this.intentions}-${openid.slice(-8)}`;
    const body = { openid, name, data: { action, data: mutates ? { ...asked, requestId } : asked } };
    for (let tries = 1; ; tries += 1) {
      const answer = await this.tryOnce<Envelope<ResponseOf<F, A>>>(body);
      if (!(answer instanceof Surprise) && (answer.ok || !answer.error.retryable)) return answer;
      if (tries >= MOST_TRIES)
        throw new Surprise(`${name}.${action} failed ${tries} times: ${JSON.stringify(answer)} ${answer}`);
      this.repeated += 1;
      if (tries > 1) await this.pause();
    }
  }

  /** Between two tries. */
  protected async pause(): Promise<void> {
    await this.advance(MINUTE, 'once');
  }

  /** A function that died or ran too long is told by the platform, not by an envelope. */
  protected async tryOnce<T>(body: object): Promise<T | Surprise> {
    try {
      return (await this.post<{ result: T }>('/call', body)).result;
    } catch (error) {
      if (error instanceof Surprise) return error;
      throw error;
    }
  }
}
