/** What of Apache ECharts is in the file beside this one, as far as the charts here use it. */
export interface Chart {
  setOption(option: object, notMerge?: boolean): void;
  resize(size: { width: number; height: number }): void;
  dispose(): void;
}

export function init(
  canvas: unknown,
  theme: undefined,
  options: { width: number; height: number; devicePixelRatio: number; renderer: 'canvas' },
): Chart;

export function setPlatformAPI(platform: { createCanvas: () => unknown }): void;
