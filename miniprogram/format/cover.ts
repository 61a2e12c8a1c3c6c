/** What stands for a course without a photograph: one serif character on a flat tint, with a quiet pattern. */
export interface CoverMark {
  character: string;
  /** 1–5: which tint of the tokens. */
  tint: number;
  pattern: 'grid' | 'waves' | 'rails' | 'rings' | 'none';
}

/** What a title speaks of, and the character that says it best; 永 holds all eight strokes of calligraphy. */
const MARKS: readonly [RegExp, string, number, CoverMark['pattern']][] = [
  [/楷书/, '楷', 1, 'grid'],
  [/隶书/, '隶', 1, 'grid'],
  [/书法|行书|毛笔|硬笔|写字/, '永', 1, 'grid'],
  [/泳/, '泳', 2, 'waves'],
  [/驾|手动挡|自动挡|科目[一二三四]/, '驾', 3, 'rails'],
  [/瑜伽|冥想|普拉提/, '静', 4, 'rings'],
  [/油画|素描|水彩|国画|绘画|美术|画/, '画', 4, 'none'],
  [/摄影|拍摄/, '影', 3, 'rings'],
  [/钢琴|古筝|提琴|吉他|古琴|琴/, '琴', 1, 'rings'],
  [/声乐|合唱|唱/, '声', 2, 'rings'],
  [/舞/, '舞', 4, 'waves'],
  [/编程|代码|Python|Scratch/i, '码', 5, 'none'],
  [/围棋|象棋|棋/, '棋', 1, 'grid'],
  [/英语|日语|法语|口语|外语/, '语', 5, 'none'],
  [/篮球|足球|网球|羽毛球|乒乓|球/, '球', 5, 'rings'],
  [/烘焙|烹饪|茶/, '味', 4, 'none'],
  [/阅读|读书/, '读', 1, 'none'],
];

const TINTS = 5;

/** The mark of a course by its title; the same title always has the same one. */
export function coverOf(title: string): CoverMark {
  const found = MARKS.find(([words]) => words.test(title));
  if (found !== undefined) {
    const [, character, tint, pattern] = found;
    return { character, tint, pattern };
  }
  const character = /\p{Script=Han}/u.exec(title)?.[0] ?? [...title.trim()][0] ?? '课';
  const sum = [...title].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return { character: character.toUpperCase(), tint: (sum % TINTS) + 1, pattern: 'none' };
}
