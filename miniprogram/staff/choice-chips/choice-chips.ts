import type { Tap } from '../../api/tap';

/** One thing of a few, all in sight. Tells `choose` with `{ key }`. */
Component({
  properties: {
    label: { type: String, value: '' },
    /** `{ key, name }` of each. */
    choices: { type: Array, value: [] as { key: string; name: string }[] },
    /** Key of the chosen one; several with a space between them where several may be chosen. */
    chosen: { type: String, value: '' },
    several: { type: Boolean, value: false },
    fault: { type: String, value: '' },
  },
  data: { chips: [] as { key: string; name: string; on: boolean }[] },
  observers: {
    'choices, chosen'(choices: { key: string; name: string }[], chosen: string) {
      const on = chosen.split(' ');
      this.setData({ chips: choices.map(({ key, name }) => ({ key, name, on: on.includes(key) })) });
    },
  },
  methods: {
    onChip(event: Tap<{ key: string }>) {
      this.triggerEvent('choose', { key: event.currentTarget.dataset.key });
    },
  },
});
