/**
 * What each kind of field of a subscribe message may hold.
 * Source: "Send subscribe message", table of value limits,
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
const MOMENT = String.raw`(\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})`;
const CLOCK_TIME = String.raw`\d{1,2}:\d{2}(:\d{2})?`;
const ONE_TIME = `(${MOMENT} ?)?${CLOCK_TIME}`;
const ONE_DATE = `${MOMENT}( ?${CLOCK_TIME})?`;

const RULES: Record<string, RegExp> = {
  thing: /^.{1,20}$/su,
  number: /^(?=.{1,32}$)-?\d+(\.\d+)?$/u,
  letter: /^[A-Za-z]{1,32}$/u,
  symbol: /^[^\p{L}\p{N}\s]{1,5}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/u,
  time: new RegExp(`^${ONE_TIME}( ?~ ?${ONE_TIME})?$`, 'u'),
  date: new RegExp(`^${ONE_DATE}( ?~ ?${ONE_DATE})?$`, 'u'),
  amount: /^[¥￥$€£]?\d{1,10}(\.\d+)?元?$/u,
  phone_number: /^[\d+()-]{1,17}$/u,
  car_number: /^[\p{Script=Han}]?[A-Za-z0-9]{1,7}[\p{Script=Han}]?$/u,
  name: /^(?=.*\p{Script=Han})[\p{Script=Han}A-Za-z·]{1,10}$|^[\p{P}\p{S}A-Za-z ]{1,20}$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
};

/** Whether the field, e.g. `thing1`, may hold that value. Kinds that the document does not list may hold anything. */
export function fieldMayHold(field: string, value: string): boolean {
  if (value.length === 0) return false;
  const rule = RULES[field.replace(/\d+$/, '')];
  return rule === undefined || rule.test(value);
}
