import { staff } from '../../protocol/staff';
import { type Handlers, peopleFunction } from '../frame/people-function';
import { CLOUD } from '../frame/wiring';
import { classHandlers } from './classes';
import { courseHandlers } from './courses';
import { houseHandlers } from './house';
import { peopleHandlers } from './people';
import { workHandlers } from './work';

export const handlers: Handlers<typeof staff> = {
  ...peopleHandlers,
  ...courseHandlers,
  ...classHandlers,
  ...workHandlers,
  ...houseHandlers,
};

export const main = peopleFunction('staff', staff, handlers, CLOUD);
