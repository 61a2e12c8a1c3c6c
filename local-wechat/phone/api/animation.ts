import { toBrowserUnits } from '../build/units';
import type { AnimationStep } from '../builtins/animation';

interface AnimationOptions {
  readonly duration?: number;
  readonly timingFunction?: string;
  readonly delay?: number;
  readonly transformOrigin?: string;
}

const DEFAULTS = { duration: 400, timingFunction: 'linear', delay: 0, transformOrigin: '50% 50% 0' };

/** Units of a transform's arguments when they are given as numbers. */
const TRANSFORMS: Record<string, string> = {
  matrix: '',
  matrix3d: '',
  rotate: 'deg',
  rotate3d: '',
  rotateX: 'deg',
  rotateY: 'deg',
  rotateZ: 'deg',
  scale: '',
  scale3d: '',
  scaleX: '',
  scaleY: '',
  scaleZ: '',
  skew: 'deg',
  skewX: 'deg',
  skewY: 'deg',
  translate: 'px',
  translate3d: 'px',
  translateX: 'px',
  translateY: 'px',
  translateZ: 'px',
};

/** Properties an animation can change, with the unit of plain numbers. */
const STYLES: Record<string, string> = {
  opacity: '',
  backgroundColor: '',
  width: 'px',
  height: 'px',
  top: 'px',
  right: 'px',
  bottom: 'px',
  left: 'px',
};

type Animation = Record<string, (...args: unknown[]) => unknown>;

/** "wx.createAnimation": records steps, which the `animation` attribute of an element then plays. */
export function createAnimation(options: AnimationOptions = {}): Animation {
  let steps: AnimationStep[] = [];
  let transforms: string[] = [];
  let styles: Record<string, string> = {};
  const animation: Animation = {
    step(own) {
      steps.push({ transforms, styles, ...DEFAULTS, ...options, ...(own as AnimationOptions | undefined) });
      transforms = [];
      styles = {};
      return animation;
    },
    export() {
      const actions = steps;
      steps = [];
      return { actions };
    },
  };
  for (const [name, unit] of Object.entries(TRANSFORMS)) {
    animation[name] = (...args) => {
      transforms.push(`${name}(${args.map((arg) => measure(arg, unit)).join(',')})`);
      return animation;
    };
  }
  for (const [name, unit] of Object.entries(STYLES)) {
    animation[name] = (value) => {
      styles[name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)] = measure(value, unit);
      return animation;
    };
  }
  return animation;
}

function measure(value: unknown, unit: string): string {
  return typeof value === 'number' ? `${value}${unit}` : toBrowserUnits(String(value));
}
