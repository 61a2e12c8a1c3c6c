import type { Seat, SeatMark } from '../../domain/class/class';
import type { EvidenceSection } from '../../domain/evidence/seal';
import { yuanText } from '../../domain/money';
import { lessonNoOf } from '../../domain/order/lessons';
import { clockOf, dayOf, type Time } from '../../domain/time';
import type { AuditEntry } from '../../ports/store';
import type { Story } from './gather';
import type { FileDigest } from './picture-digests';

/** `2026-11-25 19:00` */
export function momentText(time: Time): string {
  return `${dayOf(time)} ${clockOf(time)}`;
}

const CLASS_STATES = { scheduled: '已排课', held: '已上课', cancelled: '已取消' };

/** The classes as they are, and each change that was made to them. */
export function scheduleSection({ classes, moves, unit, version }: Story): EvidenceSection {
  const lessons = unit.taught.filter((taught) => classes.every((cls) => cls._id !== taught.classId));
  const facts = classes.map((cls) => ({
    classId: cls._id,
    title: cls.title,
    startsAt: cls.startsAt,
    endsAt: cls.endsAt,
    place: cls.place,
    online: cls.online,
    state: cls.state,
    scheduledAt: cls.createdAt,
    changes: moves.filter((move) => move.subject === cls._id).flatMap(changeOf),
  }));
  const lines = facts.flatMap((cls) => [
    `${momentText(cls.startsAt)} 至 ${clockOf(cls.endsAt)} ${cls.title}，${cls.place}（${CLASS_STATES[cls.state]}）`,
    ...cls.changes.map((change) => `${momentText(change.at)} ${change.text}`),
  ]);
  const digital = lessons.map(({ classId }) => ({
    lesson: lessonNoOf(classId),
    title: version.lessons[lessonNoOf(classId) - 1]?.title ?? '',
  }));
  return {
    title: '课次',
    lines: [...lines, ...digital.map(({ lesson, title }) => `第${lesson}课 ${title}（线上点播）`)],
    facts: { classes: facts, lessons: digital },
  };
}

/** Who of the staff did it is not shown to learners. */
function changeOf({ action, at, before, after }: AuditEntry) {
  if (action === 'scheduleClass') return [{ at, text: '机构排课' }];
  if (action === 'cancelClass') return [{ at, text: '机构取消课次' }];
  if (action !== 'reschedule') return [];
  const [from, to] = [placeAndTime(before), placeAndTime(after)];
  return [{ at, text: `机构改课：${from} 改为 ${to}`, from, to }];
}

function placeAndTime(json: string | undefined): string {
  const { startsAt = '', place = '' } = JSON.parse(json ?? '{}') as { startsAt?: string; place?: string };
  return `${startsAt.slice(0, 16).replace('T', ' ')} ${place}`.trim();
}

export const MARK_WORDS = { attended: '到课', late: '迟到', absent: '缺课', on_leave: '请假' };

/** Every act of roll call, also those that were taken back: who, when, and by what it was seen. */
export function rollCallSection(story: Story): EvidenceSection {
  const { unit, seats } = story;
  const facts = unit.taught.flatMap((taught, index) => {
    const seat = seats.find(({ _id }) => _id === taught.seatId);
    const priceFen = unit.classPricesFen[index];
    if (seat !== undefined) return seat.marks.map((mark) => markFacts(story, seat, mark, priceFen));
    const { classId, mark, at } = taught;
    return [{ classId, mark, at, by: '学员', ...(priceFen === undefined ? {} : { priceFen }) }];
  });
  const lines = facts.map((fact) => {
    const undone = 'undoneAt' in fact && fact.undoneAt ? `，${momentText(fact.undoneAt)} 撤销` : '';
    const note = 'note' in fact && fact.note ? `，备注：${fact.note}` : '';
    const price = fact.priceFen === undefined ? '' : `，签约价 ${yuanText(fact.priceFen)}`;
    return `${momentText(fact.at)} ${fact.by}点名：${MARK_WORDS[fact.mark]}${price}${note}${undone}`;
  });
  return { title: '点名', lines, facts };
}

function markFacts(
  story: Story,
  seat: Seat,
  mark: SeatMark,
  priceFen: Story['unit']['priceFen'] | undefined,
) {
  const { note, pictures = [], markedAt, undoneAt } = mark;
  return {
    classId: seat.classId,
    mark: mark.mark,
    at: mark.at,
    by: mark.by === 'learner' ? '学员' : (story.names.get(mark.by) ?? '老师'),
    ...(note === undefined ? {} : { note }),
    ...(markedAt === undefined ? {} : { markedAt }),
    ...(undoneAt === undefined ? {} : { undoneAt }),
    ...(priceFen === undefined || undoneAt !== undefined ? {} : { priceFen }),
    ...(pictures.length === 0 ? {} : { pictures: digestsOf(story, pictures) }),
  };
}

export function digestsOf({ pictures }: Story, fileIds: readonly string[]): FileDigest[] {
  return fileIds.flatMap((id) => pictures.get(id) ?? []);
}

const DELIVERY = { waiting: '等待发送', sent: '微信已送达', not_reached: '只在站内' };

/** What the payer was told, and whether WeChat delivered it. */
export function pushSection({ pushes }: Story): EvidenceSection {
  const facts = pushes.map(({ kind, title, body, createdAt, readAt, delivery }) => ({
    ...{ kind, title, body, createdAt },
    ...(readAt === undefined ? {} : { readAt }),
    delivery: delivery.state,
    ...(delivery.at === undefined ? {} : { deliveredAt: delivery.at }),
  }));
  const lines = facts.map(
    (push) =>
      `${momentText(push.createdAt)} ${push.title}（${DELIVERY[push.delivery]}${push.readAt ? '，已读' : ''}）`,
  );
  return { title: '通知', lines, facts };
}
