import { roughYuan } from '../../../format/money';

/** Bars side by side for each of a few spans; values in whole fen. */
export interface Bars {
  names: string[];
  first: number[];
  second: number[];
}

export interface ChartColours {
  first: string;
  second: string;
  line: string;
  text: string;
  strong: string;
}

/** Charts draw on a canvas, which knows no variables: the colours of the tokens in both modes. */
export const COLOURS: Record<'light' | 'dark', ChartColours> = {
  light: { first: '#8290d0', second: '#3a4db0', line: '#e8e5df', text: '#6c6a68', strong: '#1d1d20' },
  dark: { first: '#5a6ac4', second: '#a3aeef', line: '#303034', text: '#9c9a99', strong: '#f1f0ed' },
};

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8];
const LINES = 3;

/** The least round number of which three steps reach the value: `¥24,000` is reached by steps of `¥8,000`. */
export function stepFor(most: number): number {
  const least = Math.max(most, 300) / LINES;
  const power = 10 ** Math.floor(Math.log10(least));
  return (STEPS.find((step) => step * power >= least) ?? 10) * power;
}

/** What an ECharts bar chart is told; no animation, since amounts never count up. */
export function barOption({ names, first, second }: Bars, colours: ChartColours): object {
  const step = stepFor(Math.max(...first, ...second, 0));
  const bar = (data: number[], color: string) => ({
    ...{ type: 'bar', data, barWidth: '34%', barGap: '12%' },
    itemStyle: { color, borderRadius: [2.5, 2.5, 0, 0] },
    silent: true,
  });
  return {
    animation: false,
    textStyle: { fontFamily: 'sans-serif' },
    grid: { left: 44, right: 2, top: 8, bottom: 22 },
    xAxis: {
      type: 'category',
      data: names.map((value, index) => ({
        value,
        textStyle: { color: index === names.length - 1 ? colours.strong : colours.text },
      })),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { fontSize: 10, interval: 0, margin: 8 },
    },
    yAxis: {
      type: 'value',
      ...{ min: 0, max: step * LINES, interval: step },
      axisLabel: { fontSize: 10, color: colours.text, formatter: roughYuan },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [bar(first, colours.first), bar(second, colours.second)],
  };
}
