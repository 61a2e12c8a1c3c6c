import { ANIMATION_SEGMENT } from '../runtime/framework-values';
import type { BuiltinHost } from './builtin';

/** One step of `wx.createAnimation`: what to change, and how. Made by api/animation.ts. */
export interface AnimationStep {
  readonly transforms: readonly string[];
  readonly styles: Readonly<Record<string, string>>;
  readonly duration: number;
  readonly timingFunction: string;
  readonly delay: number;
  readonly transformOrigin: string;
}

function stepsOf(value: unknown): readonly AnimationStep[] {
  if (typeof value !== 'object' || value === null || !('actions' in value)) return [];
  return Array.isArray(value.actions) ? value.actions : [];
}

/** Plays what the `animation` attribute holds: the steps one after another. */
export function animateElement(host: BuiltinHost, value: unknown): void {
  let start = 0;
  let kept: Record<string, string> = {};
  for (const step of stepsOf(value)) {
    kept = { ...kept, ...step.styles };
    const now = {
      ...kept,
      transition: `all ${step.duration}ms ${step.timingFunction} ${step.delay}ms`,
      'transform-origin': step.transformOrigin,
      ...(step.transforms.length > 0 ? { transform: step.transforms.join(' ') } : {}),
    };
    kept = now;
    setTimeout(() => host.component.setNodeStyle(styleText(now), ANIMATION_SEGMENT), start);
    start += step.duration + step.delay;
  }
}

function styleText(style: Record<string, string>): string {
  return Object.entries(style)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}
