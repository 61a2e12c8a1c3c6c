import type { Tap } from '../../api/tap';
import { NO_PROGRESS, type ProgressView } from './progress-sheet-view';

/** Where an objection stands. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    view: { type: Object, value: NO_PROGRESS as ProgressView },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
    lookAt(event: Tap<{ picture: string }>) {
      wx.previewImage({ urls: this.data.view.pictures, current: event.currentTarget.dataset.picture });
    },
  },
});
