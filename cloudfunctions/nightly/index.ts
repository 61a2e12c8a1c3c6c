import { reconcilePastDays } from '../../server/usecases/reconciling/reconcile-past-days';
import { timerFunction } from '../frame/timer-function';
import { CLOUD } from '../frame/wiring';

export const main = timerFunction('nightly', reconcilePastDays, CLOUD);
