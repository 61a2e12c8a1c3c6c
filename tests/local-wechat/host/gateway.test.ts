import { type FunctionsFolder, makeFunctionsFolder } from './functions-folder';
import { startTestCloud, type TestCloud } from './test-cloud';

describe('The gateway', () => {
  let folder: FunctionsFolder;
  let cloud: TestCloud;

  beforeAll(async () => {
    folder = makeFunctionsFolder();
    cloud = await startTestCloud(folder.dir);
  });

  afterAll(async () => {
    await cloud.close();
    folder.remove();
  });

  test.each([
    ['an action that nobody knows', '{"action":"ai.think"}', /does not know the action "ai.think"/],
    ['a body that is no JSON', 'action=x', /must be a JSON object/],
  ])('%s is answered with 200 and the reason, as the cloud does', async (_, body, message) => {
    const response = await fetch(`${cloud.adminUrl}?env=local-test`, { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      requestId: expect.any(String) as string,
      code: 'INVALID_PARAM',
      message: expect.stringMatching(message) as string,
    });
  });
});
