/**
 * Every error a person can meet, by its stable code: whether trying again helps, the learner's words, and nothing
 * of WeChat's own reasons. The operator's words go into the log, never onto the screen.
 */
export const ERRORS = {
  BAD_REQUEST: { retryable: false, learner: '提交的内容不完整，请检查后再试。' },
  NOT_SIGNED_IN: { retryable: false, learner: '请在微信里打开。' },
  FORBIDDEN: { retryable: false, learner: '没有权限进行这个操作。' },
  NOT_FOUND: { retryable: false, learner: '没有找到，可能已经更改。' },
  REQUEST_REUSED: { retryable: false, learner: '这次提交和之前的不一样，请重新打开页面。' },
  BUSY: { retryable: true, learner: '现在有点忙，请稍后再试。' },
  UNCERTAIN: { retryable: true, learner: '正在向微信确认，不会重复扣。' },
  INTERNAL: { retryable: true, learner: '出了点问题，请稍后再试。' },
  CALLER_REFUSED: { retryable: false, learner: '没有权限进行这个操作。' },
  ALREADY_ENROLLED: { retryable: false, learner: '这位学员已经报名了这门课。' },
  OWING: { retryable: false, learner: '还有一笔没付清，付清后可以报名。' },
  NOT_ON_SALE: { retryable: false, learner: '这门课暂时不能报名。' },
  NOT_OFFERED_HERE: { retryable: false, learner: '这门课在当前地区不能使用先学后付。' },
  AUDIENCE_MISMATCH: { retryable: false, learner: '这门课不适合这位学员的年龄。' },
  GUARDIAN_NEEDED: { retryable: false, learner: '未满 18 岁，请家长用自己的微信报名。' },
  CONTRACT_CHANGED: { retryable: false, learner: '合同有更新，请重新阅读并同意。' },
  WRONG_STATE: { retryable: false, learner: '状态已经变了，请刷新后再看。' },
  WINDOW_OVER: { retryable: false, learner: '异议时间已过，可以在扣费凭证里申请退款。' },
  PLAN_INVALID: { retryable: false, learner: '价格表不符合微信支付的规则。' },
  TIME_CONFLICT: { retryable: false, learner: '时间有冲突。' },
  TOO_CLOSE: { retryable: false, learner: '同一学员的两次课至少间隔 4 小时。' },
  OUT_OF_HOURS: { retryable: false, learner: '超过了当地规定的下课时间。' },
  PAST_PLAN_END: { retryable: false, learner: '超出了扣费计划的有效期。' },
  CLASS_FULL: { retryable: false, learner: '这次课已满。' },
  FOUR_EYES: { retryable: false, learner: '金额超过限额，需要另一位同事批准。' },
  INVITATION_INVALID: { retryable: false, learner: '邀请码无效或已用过。' },
  CONTENT_LOCKED: { retryable: false, learner: '这一课还没有开始，请从课程页开始学习。' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/**
 * An expected failure. `message` is for the operator; the learner sees the text of the code.
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    operatorText: string,
    /** Facts that help the person on, e.g. the names of conflicting classes; shown, so never secret. */
    readonly detail?: Record<string, string | number>,
  ) {
    super(operatorText);
    this.name = 'AppError';
  }

  get learnerText(): string {
    return ERRORS[this.code].learner;
  }
}

/** A broken invariant: the order is parked on the staff work list and no money moves. */
export class InvariantBroken extends Error {
  constructor(
    readonly invariant: number,
    message: string,
  ) {
    super(`invariant ${invariant}: ${message}`);
    this.name = 'InvariantBroken';
  }
}

/** @throws InvariantBroken when `condition` is false. */
export function invariant(number: number, condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantBroken(number, message);
}
