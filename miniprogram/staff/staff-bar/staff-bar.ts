import type { Tap } from '../../api/tap';
import { watchAccess } from '../access';
import { type StaffTab, waysTo } from '../staff-pages';

/** The staff's bottom navigation: only what the person's roles allow; nothing while that is one page. */
Component({
  properties: {
    /** Key of the page it stands on, as in `STAFF_PAGES`. */
    current: { type: String, value: '' },
  },
  data: { tabs: [] as StaffTab[] },
  lifetimes: {
    attached() {
      Object.assign(this, { unwatch: watchAccess((me) => this.setData({ tabs: waysTo('tab', me) })) });
    },
    detached() {
      (this as { unwatch?: () => void }).unwatch?.();
    },
  },
  methods: {
    open(event: Tap<{ key: string; url: string }>) {
      const { key, url } = event.currentTarget.dataset;
      if (key !== this.data.current) wx.redirectTo({ url });
    },
  },
});
