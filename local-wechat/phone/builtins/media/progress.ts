import { toBrowserUnits } from '../../build/units';
import { builtin } from '../builtin';
import { inner, variables } from '../inner';

const length = (value: unknown): string =>
  /^\d+(\.\d+)?$/.test(String(value)) ? `${value}px` : toBrowserUnits(String(value));

export const progress = builtin({
  tag: 'progress',
  properties: {
    percent: Number,
    showInfo: Boolean,
    borderRadius: { type: null, value: 0 },
    fontSize: { type: null, value: 16 },
    strokeWidth: { type: null, value: 6 },
    color: String,
    activeColor: { type: String, value: '#09bb07' },
    backgroundColor: { type: String, value: '#ebebeb' },
    active: Boolean,
    activeMode: { type: String, value: 'backwards' },
    duration: { type: Number, value: 30 },
  },
  create(host) {
    const show = (): void => {
      const percent = Math.min(100, Math.max(0, host.get<number>('percent')));
      const done = inner<HTMLElement>(host, '.wx-progress-done');
      const ms = host.get<boolean>('active') ? host.get<number>('duration') * percent : 0;
      done.style.transition = `width ${ms}ms linear`;
      done.style.width = `${percent}%`;
      if (ms > 0) setTimeout(() => host.emit('activeend', { curPercent: percent }), ms);
      const info = inner<HTMLElement>(host, '.wx-progress-info');
      info.hidden = !host.get<boolean>('showInfo');
      info.textContent = `${percent}%`;
      info.style.fontSize = length(host.get('fontSize'));
      variables(host, {
        color: host.get<string>('color') || host.get<string>('activeColor'),
        background: host.get<string>('backgroundColor'),
        width: length(host.get('strokeWidth')),
        radius: length(host.get('borderRadius')),
      });
      const facts = { valuemin: 0, valuemax: 100, valuenow: percent };
      host.element.setAttribute('role', 'progressbar');
      for (const [name, fact] of Object.entries(facts))
        host.element.setAttribute(`aria-${name}`, String(fact));
    };
    return { attached: show, changed: show };
  },
});
