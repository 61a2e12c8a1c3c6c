import { createCloudStore } from '../../server/adapters/cloud-db/cloud-store';
import { createFiles } from '../../server/adapters/cloud-files/files';
import { cloudSdk } from '../../server/adapters/cloud-sdk/sdk';
import { readDeployment, secretValues } from '../../server/adapters/deployment';
import { systemClock } from '../../server/adapters/surroundings/clock';
import { randomIds } from '../../server/adapters/surroundings/ids';
import { createLog } from '../../server/adapters/surroundings/log';
import { createMessages } from '../../server/adapters/wechat-open/messages';
import { createBills } from '../../server/adapters/wechat-pay/bills';
import { createCallbackReader } from '../../server/adapters/wechat-pay/callbacks';
import { createPayScore } from '../../server/adapters/wechat-pay/pay-score';
import { createPayments } from '../../server/adapters/wechat-pay/payments';
import type { Ports } from '../../server/usecases/ports';
import type { PlatformCaller } from './timer-function';

let wired: Ports | undefined;

/**
 * Ties the ports to CloudBase and WeChat Pay, once for each instance; the SDK itself loads on first use.
 * @throws ConfigurationFaults naming everything that is wrong with the deployment's variables
 */
function wiredPorts(): Ports {
  wired ??= wire(process.env);
  return wired;
}

function wire(variables: NodeJS.ProcessEnv): Ports {
  const { settings, templates, pay } = readDeployment(variables);
  const log = createLog(systemClock, { secrets: secretValues(variables) });
  return {
    store: createCloudStore(),
    payScore: createPayScore({ config: pay, clock: systemClock, log, services: settings.services }),
    bills: createBills({ config: pay, clock: systemClock, log, services: settings.services }),
    payments: createPayments({ config: pay, clock: systemClock, log }),
    callbacks: createCallbackReader(pay, systemClock),
    messages: createMessages({ templates, log }),
    files: createFiles(),
    clock: systemClock,
    ids: randomIds,
    log,
    settings,
  };
}

/** Who calls, as the platform knows it: nothing in an event says so, since anybody can write an event. */
function platformCaller(): PlatformCaller {
  const { OPENID, SOURCE } = cloudSdk().getWXContext();
  return { openid: OPENID === '' ? undefined : OPENID, source: SOURCE };
}

/** The surroundings of every function in production. */
export const CLOUD = {
  ports: wiredPorts,
  caller: platformCaller,
  openid: () => platformCaller().openid,
  triggerSource: () => process.env.TRIGGER_SRC,
};
