import type { RungView } from '../../protocol/course-view';

/** How a charge unit (扣费节点) is spoken of, in one place. */
export interface UnitWords {
  /** Tag: what is charged at once. */
  tag: string;
  /** After a price: ¥120.00 /次课. */
  per: string;
  /** When the money goes. */
  rule: string;
  /** Before an amount in a list: 每次课上完后扣. */
  charged: string;
}

const WORDS: Record<RungView['unit']['kind'], UnitWords> = {
  class: { tag: '每次课扣费', per: '/次课', rule: '上完一次课，扣一次课', charged: '每次课上完后扣' },
  stage: { tag: '每阶段扣费', per: '首阶段', rule: '上完一个阶段，扣一个阶段', charged: '首阶段上完后扣' },
  course: { tag: '学完整课扣费', per: '/整课', rule: '整门课上完，一次扣清', charged: '整门课上完后扣' },
};

export function unitWords(kind: RungView['unit']['kind']): UnitWords {
  return WORDS[kind];
}
