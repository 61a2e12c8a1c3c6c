/**
 * Limits of a subscribe message's fields by the kind in their name (`thing1` is a `thing`); one field beyond them makes
 * WeChat refuse the message (47003).
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
const MOST_CHARACTERS: Record<string, number> = {
  thing: 20,
  number: 32,
  letter: 32,
  symbol: 5,
  character_string: 32,
  phone_number: 17,
  car_number: 8,
  phrase: 5,
  name: 10,
};

/** The value as the field can hold it: one line, not empty, and cut to what fits, with an ellipsis where words were lost. */
export function fittingField(field: string, value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  const characters = [...(line === '' ? '-' : line)];
  const most = MOST_CHARACTERS[/^([a-z_]+)\d+$/.exec(field)?.[1] ?? ''] ?? characters.length;
  if (characters.length <= most) return characters.join('');
  const prose = /^thing\d+$/.test(field);
  return prose ? `${characters.slice(0, most - 1).join('')}…` : characters.slice(0, most).join('');
}
