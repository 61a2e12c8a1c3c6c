import type { Tap } from '../../api/tap';
import type { EvidenceSide } from './evidence-view';

/** What both sides have said and shown about a charge. */
Component({
  properties: { sides: { type: Array, value: [] as EvidenceSide[] } },
  methods: {
    lookAt(event: Tap<{ pictures: string[]; picture: string }>) {
      const { pictures, picture } = event.currentTarget.dataset;
      wx.previewImage({ urls: pictures, current: picture });
    },
  },
});
