import { type Chart, init, setPlatformAPI } from '../echarts.min';
import { type Bars, barOption, COLOURS } from './bar-option';

/** A canvas as `SelectorQuery.node` gives it. */
interface CanvasNode {
  width: number;
  height: number;
  getContext(kind: '2d'): unknown;
}

interface Found {
  node?: CanvasNode;
  width: number;
  height: number;
}

/** Charts stay outside the components' data, which is copied. */
const DRAWN = new WeakMap<object, { chart: Chart; repaint: () => void }>();

/** Pairs of bars on a canvas, in the colours of the mode the phone is in. `spoken` says the same in words. */
Component({
  properties: {
    bars: { type: Object, value: { names: [], first: [], second: [] } as Bars },
    spoken: { type: String, value: '' },
  },
  lifetimes: {
    ready() {
      const query = this.createSelectorQuery();
      query.select('#canvas').fields({ node: true, size: true });
      query.exec(([found]: (Found | null)[]) => {
        if (!found?.node || found.width === 0) return;
        const repaint = () => this.paint();
        DRAWN.set(this, { chart: chartOn(found.node, found.width, found.height), repaint });
        wx.onThemeChange(repaint);
        repaint();
      });
    },
    detached() {
      const drawn = DRAWN.get(this);
      if (drawn === undefined) return;
      wx.offThemeChange(drawn.repaint);
      drawn.chart.dispose();
      DRAWN.delete(this);
    },
  },
  observers: {
    bars() {
      this.paint();
    },
  },
  methods: {
    paint() {
      const theme = wx.getAppBaseInfo().theme === 'dark' ? 'dark' : 'light';
      DRAWN.get(this)?.chart.setOption(barOption(this.data.bars as Bars, COLOURS[theme]), true);
    },
  },
});

/** ECharts asks a canvas to listen for touches, which WeChat's can't; these charts have nothing to touch. */
function chartOn(node: CanvasNode, width: number, height: number): Chart {
  const canvas = Object.assign(node, {
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    setAttribute: () => undefined,
  });
  setPlatformAPI({ createCanvas: () => canvas });
  const { pixelRatio } = wx.getWindowInfo();
  return init(canvas, undefined, { width, height, devicePixelRatio: pixelRatio, renderer: 'canvas' });
}
