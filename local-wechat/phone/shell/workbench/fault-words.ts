/**
 * Chinese names of the faults that the local WeChat can play; those not named here are shown by their own
 * name.
 */
export const FAULT_WORDS: Readonly<Record<string, string>> = {
  'pay/lost-request': '请求没到微信支付',
  'pay/lost-response': '微信支付的应答丢失',
  'pay/timeout-before': '没处理，也不应答',
  'pay/timeout-after': '处理了，不应答',
  'pay/slow': '应答很慢',
  'pay/refused': '拒绝这次请求',
  'pay/busy': '微信支付繁忙 429',
  'pay/system-error': '微信支付 500，没处理',
  'pay/system-error-done': '微信支付 500，其实处理了',
  'pay/bad-signature': '应答签名不对',
  'pay/signtest': '应答是签名探测',
  'pay/stale-answer': '应答是一小时前签的',
  'pay/unknown-serial': '应答的证书号不存在',
  'pay/unsigned-answer': '应答没有签名',
  'pay/callback-first': '回调比应答先到',
  'callback/lost': '回调丢一次',
  'callback/lost-for-good': '回调永远不到',
  'callback/late': '回调晚到',
  'callback/reordered': '回调乱序',
  'callback/doubled': '回调重复',
  'callback/doubled-new-id': '回调重复，换了编号',
  'callback/unheard': '回调应答没被听到',
  'callback/stale': '回调是一小时前签的',
  'callback/tampered': '回调密文被改',
  'callback/wrong-signature': '回调签名不对',
  'callback/unknown-serial': '回调证书号不存在',
  'callback/signtest': '先来一次签名探测',
  'callback/wrong-amount': '回调金额不对',
};

export const PLACE_WORDS: Readonly<Record<string, string>> = {
  pay: '微信支付',
  callback: '回调',
  cloud: '云数据库',
  function: '云函数',
  timer: '定时器',
};
