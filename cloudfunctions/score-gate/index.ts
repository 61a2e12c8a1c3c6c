import { scoreGate } from '../../protocol/score-gate';
import { readOffers } from '../../server/usecases/browsing/read-offers';
import { type Handlers, peopleFunction } from '../frame/people-function';
import { CLOUD } from '../frame/wiring';

export const handlers: Handlers<typeof scoreGate> = {
  offers: ({ ports, openid }, data) => readOffers(ports, openid, data),
};

export const main = peopleFunction('score-gate', scoreGate, handlers, CLOUD);
