import { countText } from '../../format/counts';
import { shareText } from '../../format/money';
import type { Figures } from './figures-view';

type Comparison = Figures['comparison'];

/** The two ways to pay side by side: what the numbers allow to be said, and no more. */
export function comparisonCard(comparison: Comparison) {
  const { learnFirst, ordinary } = comparison;
  return {
    ...saying(comparison),
    lines: [
      { name: '先学后付', ...lineOf(learnFirst) },
      { name: '直接支付', ...lineOf(ordinary) },
    ],
    note: '近半年、两周以前下的单。选了这种方式的人里，上过第一课的。各人自己选的，只作参考。',
  };
}

function lineOf({ begun, came }: Comparison['learnFirst']) {
  const share = shareText(came, begun);
  return {
    ...(share === undefined ? {} : { share }),
    text: `${countText(begun)} 人选，${countText(came)} 人上过第一课`,
  };
}

/** An interval that reaches over 1 says that no difference can be seen. */
function saying({ ratio, leastBegun, leastCame }: Comparison): { title: string; interval: string } {
  if (ratio === undefined) {
    const interval = `每种方式满 ${leastBegun} 人选、${leastCame} 人上过第一课，才能比较。`;
    return { title: '人数还少，先不比较', interval };
  }
  const interval = `倍数 ${times(ratio.ratio)}，95% 的把握在 ${times(ratio.low)} 到 ${times(ratio.high)} 之间。`;
  if (ratio.low <= 1000 && ratio.high >= 1000) return { title: '两种方式，还看不出差别', interval };
  return { title: `先学后付的转化，是直接支付的 ${times(ratio.ratio)} 倍`, interval };
}

function times(thousandths: number): string {
  const hundredths = Math.round(thousandths / 10);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}
