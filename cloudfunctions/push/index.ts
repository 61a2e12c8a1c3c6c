import { runAgenda } from '../../server/usecases/agenda/run-agenda';
import { deliverPush } from '../../server/usecases/pushing/deliver-push';
import { timerFunction } from '../frame/timer-function';
import { CLOUD } from '../frame/wiring';

export const main = timerFunction(
  'push',
  async (ports) => {
    const { done, failed } = await runAgenda(ports, { push: deliverPush });
    return { done, failed };
  },
  CLOUD,
);
