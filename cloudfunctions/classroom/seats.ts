import type { classroomSeats } from '../../protocol/classroom-seats';
import { askLeave } from '../../server/usecases/classroom/ask-leave';
import { openClasses, takeSeat } from '../../server/usecases/waiting/open-classes';
import { stopWaitingAsLearner, waitAsLearner } from '../../server/usecases/waiting/wait-for-seat';
import type { Handlers } from '../frame/people-function';
import { done } from '../frame/staff-handler';

export const seatHandlers: Handlers<typeof classroomSeats> = {
  askLeave: ({ ports, openid }, data) => done(askLeave(ports, openid, data)),
  waitForSeat: ({ ports, openid }, data) => waitAsLearner(ports, openid, data),
  stopWaiting: ({ ports, openid }, data) => done(stopWaitingAsLearner(ports, openid, data)),
  openClasses: ({ ports, openid }, data) => openClasses(ports, openid, data),
  takeSeat: ({ ports, openid }, data) => done(takeSeat(ports, openid, data)),
};
