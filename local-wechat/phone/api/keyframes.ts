import { toBrowserUnits } from '../build/units';
import { asDom, type BackendElement } from '../runtime/backend/dom';
import type { Caller } from '../runtime/code/registry';

/**
 * One frame of `this.animate`: style names as in scripts, plus `offset` and `ease`; transforms may stand by
 * name.
 */
export type Keyframe = Readonly<Record<string, unknown>>;

const TRANSFORM = /^(translate|rotate|scale|skew|matrix)/;
const UNITS: Record<string, string> = { translate: 'px', rotate: 'deg', skew: 'deg' };

/** "this.animate(selector, keyframes, duration, callback)" of a page or component. */
export function keyframeAnimation(
  caller: Caller,
  selector: string,
  frames: readonly Keyframe[],
  duration: number,
  done?: () => void,
): void {
  const nodes = caller._$.getShadowRoot()?.querySelectorAll(selector) ?? [];
  const running = nodes.flatMap((node) => {
    const backend = node.$$;
    if (backend === null) return [];
    return [
      asDom(backend as BackendElement).animate(frames.map(browserFrame), { duration, fill: 'forwards' })
        .finished,
    ];
  });
  void Promise.all(running).then(() => done?.());
}

function browserFrame(frame: Keyframe): globalThis.Keyframe {
  const out: globalThis.Keyframe = {};
  const transforms: string[] = [];
  for (const [name, value] of Object.entries(frame)) {
    if (name === 'offset') out.offset = Number(value);
    else if (name === 'ease') out.easing = String(value);
    else if (TRANSFORM.test(name)) transforms.push(transform(name, value));
    else out[name] = toBrowserUnits(String(value));
  }
  if (transforms.length > 0) out.transform = transforms.join(' ');
  return out;
}

function transform(name: string, value: unknown): string {
  const unit = UNITS[TRANSFORM.exec(name)?.[1] ?? ''] ?? '';
  const args = (Array.isArray(value) ? value : [value]).map((arg: unknown) =>
    typeof arg === 'number' ? `${arg}${unit}` : toBrowserUnits(String(arg)),
  );
  return `${name}(${args.join(',')})`;
}
