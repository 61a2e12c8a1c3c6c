import type { Tap } from '../../api/tap';

export interface Room {
  name: string;
  capacity: number;
}

/** Where a class is held: a room of the house, another place in words, or a link. Tells `change` with `{ place, online }`. */
Component({
  properties: {
    /** Rooms of the campus. */
    rooms: { type: Array, value: [] as Room[] },
    place: { type: String, value: '' },
    online: { type: Boolean, value: false },
    /** A class that exists stays where it is: on site or online. */
    fixed: { type: Boolean, value: false },
  },
  methods: {
    onRoom(event: Tap<{ name: string }>) {
      this.triggerEvent('change', { place: event.currentTarget.dataset.name, online: false });
    },
    onOnline(event: Tap<{ online: boolean }>) {
      const { online } = event.currentTarget.dataset;
      if (online !== this.data.online) this.triggerEvent('change', { place: '', online });
    },
    onText(event: WechatMiniprogram.Input) {
      this.triggerEvent('change', { place: event.detail.value, online: this.data.online });
    },
  },
});
