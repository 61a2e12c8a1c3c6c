import type { Verdict } from '../../../../protocol/course-view';
import type { Tap } from '../../../api/tap';

/** What the region's rules say of a course, each with the text that says so. */
Component({
  properties: {
    /** As the server gives it; an empty object while it is not known. */
    verdict: { type: Object, value: {} },
  },
  data: { shown: false, allowed: true, says: [] as Verdict['also'] },
  observers: {
    verdict(verdict: Partial<Verdict>) {
      const { allowed = true, decided, also = [] } = verdict;
      const says = [...(decided === undefined ? [] : [decided]), ...also];
      this.setData({ shown: says.length > 0, allowed, says });
    },
  },
  methods: {
    /** A Mini Program can't open other people's pages: the address is copied. */
    onSource(event: Tap<{ source: string }>) {
      wx.setClipboardData({ data: event.currentTarget.dataset.source });
    },
  },
});
