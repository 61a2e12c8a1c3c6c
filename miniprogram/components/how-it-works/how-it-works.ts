import { stepsOf } from './how-it-works-view';

/** 先学后付 in three steps: sign, be taught, be charged. */
Component({
  properties: {
    /** What is charged at once: `class`, `stage` or `course`. */
    kind: { type: String, value: 'class' },
    /** Length of the objection window. */
    windowHours: { type: Number, value: 24 },
    /** `on-demand` courses have no roll call. */
    mode: { type: String, value: 'scheduled' },
  },
  data: { steps: stepsOf('class', 24, 'scheduled') },
  observers: {
    'kind, windowHours, mode'(kind: string, windowHours: number, mode: string) {
      this.setData({ steps: stepsOf(kind, windowHours, mode) });
    },
  },
});
