import { peopleFunction } from '../../cloudfunctions/frame/people-function';
import { mutating, reading } from '../../protocol/action';
import { exact, text, whole } from '../../protocol/fields';
import { AppError } from '../../server/domain/errors';
import { StoreBusy } from '../../server/ports/store';
import { World } from '../usecases/world';

const ACTIONS = {
  read: reading({ what: text(20) }, exact({ answer: whole(0, 9) })),
  write: mutating({}, exact({ answer: whole(0, 9) })),
};

function frameWith(read: () => Promise<{ answer: number }>, world = new World()) {
  const handlers = { read, write: read };
  const main = peopleFunction('test', ACTIONS, handlers, {
    ports: () => world.ports,
    openid: () => 'o-someone',
  });
  return { world, main, read: () => main({ action: 'read', data: { what: 'it' } }) };
}

describe('answers', () => {
  test('an answer is what the schema says, and not a field more', async () => {
    const leaking = async () => ({ answer: 1, openid: 'o-somebody-else' });
    const { world, read } = frameWith(leaking);
    expect(await read()).toEqual({ ok: true, data: { answer: 1 } });
    expect(world.logged).toMatchObject([{ event: 'answer.off_protocol' }]);
  });

  test("an expected error carries its code, its words for the learner and its facts, not the operator's", async () => {
    const { read } = frameWith(async () => {
      throw new AppError('TOO_CLOSE', 'order o123 of openid o-secret', { startsAt: '2026' });
    });
    const answer = await read();
    expect(answer).toEqual({
      ok: false,
      error: {
        code: 'TOO_CLOSE',
        message: '同一学员的两次课至少间隔 4 小时。',
        retryable: false,
        detail: { startsAt: '2026' },
      },
    });
  });

  test('an unknown error shows nothing but the id under which the log has it', async () => {
    const { world, read } = frameWith(async () => {
      throw new TypeError('secret internals');
    });
    const answer = await read();
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL', retryable: true } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    const logId = !answer.ok && answer.error.detail?.logId;
    expect(world.logged).toMatchObject([{ event: 'action.failed', facts: { action: 'test.read', logId } }]);
  });

  test('a busy store asks to try again', async () => {
    const { read } = frameWith(async () => {
      throw new StoreBusy('conflicts');
    });
    expect(await read()).toMatchObject({ ok: false, error: { code: 'BUSY', retryable: true } });
  });

  test('a deployment without its variables answers instead of crashing', async () => {
    const surroundings = {
      ports: () => {
        throw new Error('the configuration has 3 fault(s)');
      },
      openid: () => 'o-someone',
    };
    const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const handlers = { read: async () => ({ answer: 1 }), write: async () => ({ answer: 1 }) };
    const answer = await peopleFunction(
      'test',
      ACTIONS,
      handlers,
      surroundings,
    )({ action: 'read', data: { what: 'x' } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(printed.mock.calls.join()).toContain('the configuration has 3 fault(s)');
    printed.mockRestore();
  });
});
