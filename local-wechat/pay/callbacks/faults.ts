/** What can go wrong with callbacks on demand; `match` may name eventType, subject, url and attempt (1, 2, …). */
export const CALLBACK_FAULTS = {
  lost: 'This delivery never arrives; the next one of the retry table comes.',
  'lost-for-good': 'No delivery of this callback ever arrives.',
  late: 'The callback starts `ms` later (default one day).',
  reordered: 'Held back until another callback has been delivered, or for ten minutes.',
  doubled: 'Delivered twice at once under one id.',
  'doubled-new-id': 'Delivered twice at once, the second time under a new id.',
  unheard: 'Arrives, but WeChat does not hear the answer and tries again.',
  stale: 'Signed for a moment one hour ago.',
  tampered: 'One byte of the ciphertext is changed after encryption; the signature is good.',
  'wrong-signature': 'The signature belongs to another body.',
  'unknown-serial': 'Wechatpay-Serial names no key that exists.',
  signtest:
    'A probe with a wrong signature (WECHATPAY/SIGNTEST/) comes first, the genuine callback one second later.',
  'wrong-amount': 'Well signed and encrypted, but amounts of the content are `amount` (default 1).',
} as const;

export type CallbackFault = keyof typeof CALLBACK_FAULTS;

/** Faults that are drawn once, when the callback first comes due. */
export const FIRST_FAULTS: readonly CallbackFault[] = ['lost-for-good', 'late', 'reordered', 'signtest'];
/** Faults that are drawn at each delivery. */
export const TRY_FAULTS: readonly CallbackFault[] = [
  'lost',
  'doubled',
  'doubled-new-id',
  'unheard',
  'stale',
  'tampered',
  'wrong-signature',
  'unknown-serial',
  'wrong-amount',
];
