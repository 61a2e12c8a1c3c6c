import { read } from '../../../api/call';
import { type ReachView, reachView } from '../../class/class-view';

/** After scheduling: how many seats were booked, and whom the message has reached so far. */
Component({
  properties: {
    /** The first of the classes: one message tells of all of them. */
    classId: { type: String, value: '' },
    words: { type: String, value: '' },
  },
  data: { reach: { line: '', rows: [] } as ReachView },
  lifetimes: {
    attached() {
      this.look();
    },
  },
  methods: {
    /** Messages go out within a minute; she may look again. */
    async look() {
      const { classId } = this.data;
      const reach = await read('staff', 'classReach', { classId }).catch(() => undefined);
      if (reach !== undefined) this.setData({ reach: reachView(reach, Date.now()) });
    },
  },
});
