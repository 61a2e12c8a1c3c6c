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

/** What stands where there is nothing to say; kinds like `time` and `amount` have no such word. */
const NOTHING: Record<string, string> = {
  thing: '暂无',
  phrase: '暂无',
  name: '暂无',
  letter: '-',
  symbol: '-',
  character_string: '-',
};

/** An amount has no separators; a phrase is of Chinese characters only. */
const SHAPES: Record<string, (value: string) => string> = {
  amount: (value) => value.replace(/[,\s]/g, ''),
  phrase: (value) => value.replace(/[^\p{Script=Han}]/gu, ''),
};

/**
 * The value as the field can hold it: one line, cut to what fits, with an ellipsis where words were lost; empty when
 * there is no value and no word for that.
 */
export function fittingField(field: string, value: string): string {
  const kind = /^([a-z_]+)\d+$/.exec(field)?.[1] ?? '';
  const line = (SHAPES[kind]?.(value) ?? value).replace(/\s+/g, ' ').trim();
  if (line === '') return NOTHING[kind] ?? '';
  const characters = [...line];
  const most = MOST_CHARACTERS[kind] ?? characters.length;
  if (characters.length <= most) return line;
  return kind === 'thing' ? `${characters.slice(0, most - 1).join('')}…` : characters.slice(0, most).join('');
}
