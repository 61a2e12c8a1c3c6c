import { createCloudStore } from '../../server/adapters/cloud-db/cloud-store';
import { createFiles } from '../../server/adapters/cloud-files/files';
import { readDeployment } from '../../server/adapters/deployment';
import { createLog } from '../../server/adapters/surroundings/log';
import { createMessages } from '../../server/adapters/wechat-open/messages';
import { createCallbackReader } from '../../server/adapters/wechat-pay/callbacks';
import { clock, variables } from './wechat-pay/fake-wechat-pay';

jest.mock('wx-server-sdk', () => {
  throw new Error('the SDK was loaded');
});

test('a forged callback is refused without the time it takes to load the SDK', async () => {
  const { pay } = readDeployment(variables());
  const store = createCloudStore();
  createMessages({ templates: {}, log: createLog(clock) });
  createFiles();
  expect(createCallbackReader(pay, clock).read({}, '{}')).toHaveProperty('refused');
  await expect(store.get('agenda', 'x')).rejects.toThrow('the SDK was loaded');
});
