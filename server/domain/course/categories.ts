/** Categories of the catalogue as people call them, in the order in which they are offered. */
export const CATEGORY_NAMES: Readonly<Record<string, string>> = {
  calligraphy: '书法',
  painting: '绘画',
  photography: '摄影',
  music: '音乐',
  dance: '舞蹈',
  drama: '表演',
  craft: '手工',
  swimming: '游泳',
  yoga: '瑜伽',
  fitness: '健身',
  ball: '球类',
  'martial-arts': '武术',
  chess: '棋类',
  language: '语言',
  reading: '阅读',
  coding: '编程',
  robotics: '机器人',
  cooking: '烹饪',
  vocational: '职业',
  driving: '驾校',
  other: '其他',
};

/** The name of a category; a key that an institution made up stands for itself. */
export function categoryName(key: string): string {
  return (Object.hasOwn(CATEGORY_NAMES, key) ? CATEGORY_NAMES[key] : undefined) ?? key;
}

/** Sorts keys as they are offered: the known ones first, the others by their letters. */
export function byCategory(a: string, b: string): number {
  const order = Object.keys(CATEGORY_NAMES);
  const place = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return place(a) - place(b) || a.localeCompare(b, 'en');
}
