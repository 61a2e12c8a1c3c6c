import type { StaffClassView } from '../../../../protocol/staff-classes';
import { newRequestId, read, write } from '../../../api/call';
import { failureOf } from '../../../api/failure';
import { clockText, dayText } from '../../../format/dates';
import { faultWords } from '../../class-faults';
import type { Room } from '../../place-field/place-field';
import { dayOf } from '../../timetable/week';

interface Teacher {
  staffId: string;
  name: string;
}

/** Moves a class to another time, place or teacher; says beforehand whom it concerns, and why it can't be in words. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    cls: { type: Object, value: {} as StaffClassView },
  },
  data: {
    day: '',
    dayWords: '',
    clock: '',
    place: '',
    teacherId: '',
    teacherName: '',
    today: '',
    rooms: [] as Room[],
    teachers: [] as Teacher[],
    changed: false,
    problem: '',
    busy: false,
    requestId: '',
  },
  observers: {
    visible(visible: boolean) {
      if (visible) this.open();
    },
  },
  methods: {
    async open() {
      const { startsAt, place, teacherId, teacherName, campusId } = this.data.cls as StaffClassView;
      this.setData({ today: dayOf(Date.now()), problem: '' });
      this.change({
        day: dayOf(Date.parse(startsAt)),
        clock: clockText(startsAt),
        place,
        teacherId,
        teacherName,
      });
      try {
        const [{ rooms }, { people }] = await Promise.all([
          read('staff', 'readHouse', {}),
          read('staff', 'listPeople', {}),
        ]);
        this.setData({
          rooms: rooms.filter((room) => room.campusId === campusId),
          teachers: people.filter(
            ({ state, campusIds }) =>
              state === 'active' && (campusIds.length === 0 || campusIds.includes(campusId)),
          ),
        });
      } catch (error) {
        this.setData({ problem: failureOf(error).text });
      }
    },
    close() {
      if (!this.data.busy) this.triggerEvent('close');
    },
    onDay(event: WechatMiniprogram.PickerChange) {
      this.change({ day: String(event.detail.value) });
    },
    onClock(event: WechatMiniprogram.PickerChange) {
      this.change({ clock: String(event.detail.value) });
    },
    onPlace(event: WechatMiniprogram.CustomEvent<{ place: string }>) {
      this.change({ place: event.detail.place });
    },
    onTeacher(event: WechatMiniprogram.PickerChange) {
      const teacher = this.data.teachers[Number(event.detail.value)];
      if (teacher !== undefined) this.change({ teacherId: teacher.staffId, teacherName: teacher.name });
    },
    /** Something else is asked now: another intention. */
    change(change: {
      day?: string;
      clock?: string;
      place?: string;
      teacherId?: string;
      teacherName?: string;
    }) {
      this.setData({ ...change, problem: '', requestId: newRequestId() });
      const { cls, day, clock, place, teacherId } = this.data;
      const changed =
        Date.parse(startOf(day, clock)) !== Date.parse(cls.startsAt) ||
        place !== cls.place ||
        teacherId !== cls.teacherId;
      this.setData({ changed, dayWords: dayText(startOf(day, clock)) });
    },
    async submit() {
      const { cls, day, clock, place, teacherId, busy, changed, requestId } = this.data;
      if (busy || !changed) return;
      if (place.trim() === '') return this.setData({ problem: '写上地点。' });
      this.setData({ busy: true });
      const move = { classId: cls.classId, startsAt: startOf(day, clock), place: place.trim(), teacherId };
      try {
        await write('staff', 'reschedule', move, requestId);
        this.triggerEvent('done', { words: `已改好，通知 ${cls.seatsTaken} 人` });
      } catch (error) {
        const { code, detail, text } = failureOf(error);
        this.setData({ problem: faultWords({ code, detail }, Date.now(), text).text });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});

function startOf(day: string, clock: string): string {
  return `${day}T${clock}:00+08:00`;
}
