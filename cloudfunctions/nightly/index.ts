import { nightly } from '../../server/usecases/reporting/nightly';
import { timerFunction } from '../frame/timer-function';
import { CLOUD } from '../frame/wiring';

export const main = timerFunction('nightly', nightly, CLOUD);
