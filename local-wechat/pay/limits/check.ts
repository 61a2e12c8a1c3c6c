import { PayRefusal, REFUSALS, type RefusalDetail, type RefusalName } from '../errors';
import { SHAPES } from './shapes';
import type { Checked, Limit, Limits, ListLimit, TextLimit, WholeLimit } from './table';

export type Place = 'body' | 'path' | 'query';

interface Asked {
  place: Place;
  refuseUnknown: boolean;
}

/** The part of a request that a table describes, or the refusal PARAM_ERROR that says which field breaks which limit. */
export function check<T extends Limits>(table: T, value: unknown, asked: Asked): Checked<T> {
  checkGroup(table, value, '', asked);
  return value as Checked<T>;
}

function fail(
  pointer: string,
  value: unknown,
  issue: string,
  place: Place,
  name: RefusalName = 'param',
): never {
  const field = place === 'body' ? pointer : pointer.slice(1);
  const detail: RefusalDetail = { field, issue, location: place };
  if (value !== undefined) detail.value = value;
  throw new PayRefusal(REFUSALS[name], `输入源“/${place}${pointer}”映射到值字段有误：${issue}`, detail);
}

function checkGroup(table: Limits, value: unknown, pointer: string, asked: Asked): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    fail(pointer, value, '须为对象', asked.place);
  const given = new Map(Object.entries(value));
  for (const [field, limit] of Object.entries(table)) {
    const found = given.get(field);
    if (found !== undefined) checkValue(limit, found, `${pointer}/${field}`, asked);
    else if (limit.must) fail(`${pointer}/${field}`, undefined, '缺少必填参数', asked.place);
    given.delete(field);
  }
  const [unknown] = given.keys();
  if (unknown !== undefined && asked.refuseUnknown)
    fail(`${pointer}/${unknown}`, given.get(unknown), '请求中含有未在API文档中定义的参数', asked.place);
}

function checkValue(limit: Limit, value: unknown, pointer: string, asked: Asked): void {
  if (limit.is === 'text') checkText(limit, value, pointer, asked.place);
  else if (limit.is === 'whole') checkWhole(limit, value, pointer, asked.place);
  else if (limit.is === 'flag' && typeof value !== 'boolean') fail(pointer, value, '须为布尔值', asked.place);
  else if (limit.is === 'group') checkGroup(limit.of, value, pointer, asked);
  else if (limit.is === 'list') checkList(limit, value, pointer, asked);
}

function checkText(limit: TextLimit, value: unknown, pointer: string, place: Place): void {
  if (typeof value !== 'string') fail(pointer, value, '须为字符串', place);
  const length = [...value].length;
  if (length < (limit.least ?? (limit.must ? 1 : 0)))
    fail(pointer, value, limit.least ? `长度不能少于${limit.least}个字符` : '不能为空', place, 'range');
  if (limit.most !== undefined && length > limit.most)
    fail(pointer, value, `长度不能超过${limit.most}个字符`, place, 'range');
  if (limit.oneOf && !limit.oneOf.includes(value))
    fail(pointer, value, `只能是${limit.oneOf.join('、')}`, place);
  if (limit.shape && length > 0 && !SHAPES[limit.shape].holds(value))
    fail(pointer, value, SHAPES[limit.shape].issue, place);
}

function checkWhole(limit: WholeLimit, value: unknown, pointer: string, place: Place): void {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) fail(pointer, value, '须为整数', place);
  if (limit.least !== undefined && value < limit.least)
    fail(pointer, value, `不能小于${limit.least}`, place, 'range');
  if (limit.most !== undefined && value > limit.most)
    fail(pointer, value, `不能大于${limit.most}`, place, 'range');
}

function checkList(limit: ListLimit, value: unknown, pointer: string, asked: Asked): void {
  if (!Array.isArray(value)) fail(pointer, value, '须为数组', asked.place);
  if (value.length < (limit.least ?? 0))
    fail(pointer, value.length, `不能少于${limit.least}项`, asked.place, 'range');
  if (limit.most !== undefined && value.length > limit.most)
    fail(pointer, value.length, `不能超过${limit.most}项`, asked.place, 'range');
  value.forEach((one, index) => {
    checkGroup(limit.of, one, `${pointer}/${index}`, asked);
  });
}

/**
 * "Basic rules" of APIv3: no `null`, and text of one to three UTF-8 bytes a character, so no emoji.
 */
export function checkTransport(value: unknown, pointer = ''): void {
  if (value === null) fail(pointer, null, '参数值不能为null', 'body');
  if (typeof value === 'string' && /[\u{10000}-\u{10ffff}]/u.test(value))
    fail(pointer, value, '不支持表情等4字节字符', 'body');
  if (typeof value === 'object')
    for (const [field, inner] of Object.entries(value)) checkTransport(inner, `${pointer}/${field}`);
}
