import { playFaultScript, readFaultScript } from '../../../local-wechat/control/fault-script';
import { createFaultRegistry } from '../../../local-wechat/control/faults';
import { ask, localOptions, makeFunctionsFolder, startLocalWeChat } from './local-wechat';

const SCRIPT = {
  about: 'a bad morning',
  faults: [
    { at: 'cloud', kind: 'answer-lost', match: { action: 'database.insertDocument' }, skip: 1 },
    { at: 'timer', kind: 'late', settings: { ms: 90_000 }, probability: 0.25, seed: 7 },
  ],
};

describe('Fault scripts', () => {
  test('a script is read into the faults it asks for', () => {
    expect(readFaultScript(JSON.stringify(SCRIPT))).toMatchObject(SCRIPT.faults);
  });

  test.each([
    ['no JSON', '{', /A fault script is JSON/],
    ['a list', '[]', /A fault script must be an object/],
    ['another field', '{"faults":[],"then":1}', /has no "then"/],
    ['no faults', '{"about":"x"}', /"faults" must be a list/],
    [
      'a wrong place',
      '{"faults":[{"at":"moon","kind":"late"}]}',
      /Fault 1 of the script: "at" must be one of cloud/,
    ],
    [
      'a wrong count',
      '{"faults":[{"at":"cloud","kind":"timeout","times":0}]}',
      /"times" must be a whole number from 1/,
    ],
    [
      'a wrong match',
      '{"faults":[{"at":"cloud","kind":"timeout","match":{"action":[]}}]}',
      /"match" must be an object of texts/,
    ],
  ])('%s is refused, with the place', (_, text, message) => {
    expect(() => readFaultScript(text)).toThrow(message);
  });

  test('an unknown kind is refused and leaves none of the script behind', () => {
    const faults = createFaultRegistry();
    faults.declare('cloud', { timeout: 'a time-out' });
    const script = readFaultScript(
      '{"faults":[{"at":"cloud","kind":"timeout"},{"at":"cloud","kind":"flood"}]}',
    );
    expect(() => playFaultScript(faults, script)).toThrow(/No fault "flood"/);
    expect(faults.list()).toEqual([]);
  });

  test('a local WeChat can be started with a script, and shows it', async () => {
    const folder = makeFunctionsFolder();
    const faults = readFaultScript(JSON.stringify(SCRIPT));
    const local = await startLocalWeChat(localOptions(folder, { faults }));
    expect((await ask(local, 'GET', '/faults')).body).toMatchObject({ faults: SCRIPT.faults });
    await local.stop();
    folder.remove();
  });
});
