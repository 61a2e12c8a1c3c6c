import { builtin } from '../builtin';
import { hover, hoverProperties } from '../layout/hover';
import { openAs } from '../open/open-type';
import { nearestForm } from './form';
import { keyboardTap } from './keyboard-tap';
import { tappable } from './tappable';

export const button = builtin({
  tag: 'button',
  properties: {
    ...hoverProperties('button-hover', 20, 70),
    size: { type: String, value: 'default' },
    type: { type: String, value: 'default' },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    formType: String,
    openType: String,
    lang: String,
    sessionFrom: String,
    sendMessageTitle: String,
    sendMessagePath: String,
    sendMessageImg: String,
    showMessageCard: Boolean,
    appParameter: String,
    phoneNumberNoQuotaToast: Boolean,
    activityType: null,
    entrancePath: String,
    needShowEntrance: Boolean,
    name: String,
  },
  create(host) {
    const { element } = host;
    const disabled = (): boolean => host.get<boolean>('disabled');
    const under = hover(host, () => !disabled() && !host.get<boolean>('loading'));
    const mark = (): void => {
      for (const name of ['size', 'type', 'plain', 'disabled', 'loading']) {
        const value = host.get<unknown>(name);
        if (value === true || typeof value === 'string')
          element.setAttribute(name, value === true ? '' : value);
        else element.removeAttribute(name);
      }
      element.setAttribute('aria-disabled', String(disabled()));
    };
    const act = (): void => {
      if (disabled()) return;
      const form = host.get<string>('formType');
      if (form === 'submit' || form === 'reset') nearestForm(host)?.[form](host);
      openAs(host);
    };
    return {
      ...under,
      attached() {
        mark();
        keyboardTap(host, 'button', disabled);
        host.component.addListener('tap', act);
        tappable(element, () => host.emit('tap', {}, { bubbles: true, composed: true }));
      },
      changed: mark,
    };
  },
});
