import { storeCallback } from '../../server/usecases/callbacks/store-callback';
import { callbackFunction } from '../frame/callback-function';
import { CLOUD } from '../frame/wiring';

export const main = callbackFunction(storeCallback, CLOUD);
