/**
 * What a page shows instead of its content: waiting (a skeleton after 400 ms, so that a quick answer never flickers),
 * an error with a way on, or nothing yet. One line, one sentence, at most one action.
 */
const SKELETON_AFTER_MS = 400;

Component({
  properties: {
    /** `loading`, `error`, `empty`, or `ready` for nothing at all. */
    state: { type: String, value: 'loading' },
    icon: { type: String, value: 'book' },
    /** Of the disc: `quiet` nothing yet, `running` something goes on, `done` something is finished. */
    tone: { type: String, value: 'quiet' },
    title: { type: String, value: '' },
    body: { type: String, value: '' },
    action: { type: String, value: '' },
  },
  data: { skeleton: false },
  observers: {
    state(state: string) {
      if (state !== 'loading') this.setData({ skeleton: false });
      else this.waitForSkeleton();
    },
  },
  lifetimes: {
    attached() {
      this.waitForSkeleton();
    },
  },
  methods: {
    waitForSkeleton() {
      setTimeout(() => {
        if (this.data.state === 'loading') this.setData({ skeleton: true });
      }, SKELETON_AFTER_MS);
    },
    onAction() {
      this.triggerEvent('action');
    },
  },
});
