import { classroom } from '../../protocol/classroom';
import { addOwnEvidence } from '../../server/usecases/classroom/add-evidence';
import { confirmUnit } from '../../server/usecases/classroom/confirm-unit';
import { objectToUnit } from '../../server/usecases/classroom/object-unit';
import { orderStatement } from '../../server/usecases/classroom/order-statement';
import { readClass } from '../../server/usecases/classroom/read-class';
import { unitStatement } from '../../server/usecases/classroom/unit-statement';
import { readUpcoming } from '../../server/usecases/classroom/upcoming';
import { ownEvidence } from '../../server/usecases/evidence/evidence';
import { endLesson, saveProgress } from '../../server/usecases/lessons/lesson-progress';
import { listLessons } from '../../server/usecases/lessons/list-lessons';
import { confirmForLesson, openLesson } from '../../server/usecases/lessons/start-lesson';
import { readContract } from '../../server/usecases/orders/read-contract';
import { markRead, readInbox } from '../../server/usecases/pushing/inbox';
import { countAnswer, readTemplates } from '../../server/usecases/pushing/quota';
import { finished, type Handlers, peopleFunction } from '../frame/people-function';
import { done } from '../frame/staff-handler';
import { CLOUD } from '../frame/wiring';
import { seatHandlers } from './seats';

export const handlers: Handlers<typeof classroom> = {
  ...seatHandlers,
  inbox: ({ ports, openid }, data) => readInbox(ports, openid, data),
  markRead: ({ ports, openid }, data) => markRead(ports, openid, data),
  upcoming: ({ ports, openid }, data) => readUpcoming(ports, openid, data),
  readClass: ({ ports, openid }, data) => readClass(ports, openid, data),
  confirm: ({ ports, openid }, data) => confirmUnit(ports, openid, data),
  object: ({ ports, openid }, data) => objectToUnit(ports, openid, data),
  addEvidence: ({ ports, openid }, data) => done(addOwnEvidence(ports, openid, data)),
  statement: ({ ports, openid }, data) => unitStatement(ports, openid, data),
  orderStatement: ({ ports, openid }, data) => orderStatement(ports, openid, data),
  evidence: ({ ports, openid }, data) => ownEvidence(ports, openid, data),
  templates: ({ ports, openid }) => readTemplates(ports, openid),
  contract: ({ ports, openid }, data) => readContract(ports, openid, data),
  lessons: ({ ports, openid }, data) => listLessons(ports, openid, data),
  startLesson: finished(
    ({ ports, openid }, data) => confirmForLesson(ports, openid, data),
    ({ ports }, data) => openLesson(ports, data),
  ),
  lessonProgress: ({ ports, openid }, data) => saveProgress(ports, openid, data),
  finishLesson: ({ ports, openid }, data) => endLesson(ports, openid, data),
  subscribed: ({ ports, openid }, data) => countAnswer(ports, openid, data),
};

export const main = peopleFunction('classroom', classroom, handlers, CLOUD);
