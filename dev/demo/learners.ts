import { type ControlClient, Surprise } from '../local/control-client';
import type { LearnerBooks } from './check-books';
import type { Applicant } from './enrol';

/** A learner of the demo, and what must have been charged in the end, fen. */
export interface DemoLearner extends Applicant {
  expectedFen: number;
}

/** Charged class by class: fourteen full classes and a half. */
export const LIN: DemoLearner = {
  name: '林晓雯',
  openid: 'oLearner_lin_00000000000000',
  birthYear: 1992,
  score: 640,
  expectedFen: 14 * 12_000 + 6_000,
};

/** Four stages. */
export const CHEN: DemoLearner = {
  name: '陈立',
  openid: 'oLearner_chen_0000000000000',
  birthYear: 1985,
  score: 680,
  expectedFen: 320_000,
};

/** A whole course at once. */
export const WANG: DemoLearner = {
  name: '王若兰',
  openid: 'oLearner_wang_0000000000000',
  birthYear: 1978,
  score: 730,
  expectedFen: 90_000,
};

/** Never signs. */
export const ZHOU: DemoLearner = {
  name: '周然',
  openid: 'oLearner_zhou_0000000000000',
  birthYear: 1999,
  score: 590,
  expectedFen: 0,
};

/** Each learner with the one order she has, for the check of the books. */
export function demoLearners(control: ControlClient): Promise<LearnerBooks[]> {
  return Promise.all(
    [LIN, CHEN, WANG, ZHOU].map(async ({ name, openid, expectedFen }) => {
      const { orders } = await control.call(openid, 'signing', 'list', {});
      const [order] = orders;
      if (order === undefined || orders.length > 1) throw new Surprise(`${name} has ${orders.length} orders`);
      return { name, openid, orderId: order.orderId, expectedFen };
    }),
  );
}
