/** What can go wrong with API calls on demand; `match` may name method, route, path and number. */
export const PAY_FAULTS = {
  'lost-request': 'The connection breaks before anything is done.',
  'lost-response': 'The call is done, then the connection breaks before the answer.',
  'timeout-before': 'Nothing is done and no answer ever comes.',
  'timeout-after': 'The call is done and no answer ever comes.',
  slow: 'The answer comes `ms` of real time late (default 1000).',
  refused: 'Nothing is done; answers the refusal named by `refusal`, e.g. assessment, tooFrequent, noAuth.',
  busy: 'Nothing is done; 429 FREQUENCY_LIMITED.',
  'system-error': 'Nothing is done; 500 SYSTEM_ERROR.',
  'system-error-done': 'The call is done, and yet answers 500 SYSTEM_ERROR.',
  'bad-signature': 'The call is done; the signature of the answer belongs to another body.',
  signtest: 'The call is done; the signature of the answer is a probe (WECHATPAY/SIGNTEST/).',
  'stale-answer': 'The call is done; the answer is signed for a moment one hour ago.',
  'unknown-serial': 'The call is done; Wechatpay-Serial of the answer names no key that exists.',
  'unsigned-answer': 'The call is done; the answer has no signature headers.',
  'callback-first':
    'The call is done, the deduction and the callbacks that follow from it come before the answer.',
} as const;

export type PayFault = keyof typeof PAY_FAULTS;
