import { DAY, HOUR, MINUTE } from '../life';
import type { Acts } from './act';
import { FINANCE } from './finance';
import { LEARNERS } from './learners';
import { MOMENTS } from './moments';
import { STAFF_ACTS } from './staff';
import { TROUBLES } from './troubles';

const TIME: Acts = {
  'minutes pass': (life, chance) => life.pass(chance.between(1, 30) * MINUTE),
  'hours pass': (life, chance) => life.pass(chance.pick([1, 2, 3, 6, 12, 26]) * HOUR),
  'days pass': (life, chance) => life.pass(chance.between(1, 3) * DAY),
};

/** Everything that can happen in a history, by its name. */
export const ACTS: Acts = { ...TIME, ...LEARNERS, ...STAFF_ACTS, ...FINANCE, ...TROUBLES, ...MOMENTS };

/** How often it happens beside the classes; once where nothing is said. */
export const WEIGHTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.keys(ACTS).map((name) => [name, 1])),
  'the next class is held': 0,
  'somebody enrols': 4,
  'she looks around': 2,
  'she closes': 0.4,
  'she closes inside WeChat': 0.4,
  'she asks for erasure': 0.3,
  'a course is sold no more': 0.2,
  'hours pass': 3,
  'days pass': 0.7,
  'minutes pass': 2,
  'a call goes wrong': 5,
  'a callback goes wrong': 2,
  'the database stumbles': 2,
  'a function is ended': 2,
  'a timer is ended': 2,
  'an objection is decided': 2,
  'she objects': 2,
  "she pays on WeChat's page": 1.5,
  'money runs out': 2.5,
  'money comes in': 1.5,
  'finance asks for an act': 4,
  'an act is decided': 1.5,
  'a mark is taken back': 2,
  'refunds turn out otherwise': 2,
};
