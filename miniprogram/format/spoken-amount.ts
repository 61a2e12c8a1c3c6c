const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const UNITS = ['', '十', '百', '千'] as const;
const GROUPS = ['', '万', '亿'] as const;

/** An amount as a screen reader should say it: 12000 fen → 一百二十元, 12050 → 一百二十元五角. */
export function spokenAmount(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  const [jiao = 0, fenDigit = 0] = [...digits.slice(-2)].map(Number);
  const tail = `${jiao > 0 ? `${DIGITS[jiao]}角` : ''}${fenDigit > 0 ? `${DIGITS[fenDigit]}分` : ''}`;
  return `${spokenWhole(digits.slice(0, -2))}元${tail}`;
}

function spokenWhole(digits: string): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 4) groups.unshift(digits.slice(Math.max(0, end - 4), end));
  const text = groups
    .map((group, i) => {
      const spoken = spokenGroup(group.padStart(4, '0'));
      return spoken === '' ? '零' : spoken + (GROUPS[groups.length - 1 - i] ?? '');
    })
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零(?=.)|零$/g, '')
    .replace(/^一十/, '十');
  return text === '' ? '零' : text;
}

function spokenGroup(group: string): string {
  return [...group]
    .map((digit, i) => (digit === '0' ? '零' : `${DIGITS[Number(digit)]}${UNITS[3 - i]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');
}
