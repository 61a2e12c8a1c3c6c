import type { Task, TaskKind } from '../../domain/task/task';
import type { Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';

export type TaskDraft = Omit<Task, '_id' | 'raisedAt' | 'state'>;

/** `{kind}-{subject}`: one open entry for one thing. A seat is two ids long, so its kind is said shortly (40 at most). */
export function taskId(kind: TaskKind, { orderId, unitNo, classId, day }: Task['subject']): string {
  if (orderId !== undefined && classId !== undefined) return ['seat', classId, orderId].join('-');
  return [kind, orderId ?? classId ?? day ?? 'all', ...(unitNo === undefined ? [] : [String(unitNo)])].join(
    '-',
  );
}

/** Puts something on the staff work list; raising it again while it is open only brings its facts up to date. */
export async function raiseTask(tx: Transaction, draft: TaskDraft, now: Time): Promise<void> {
  const _id = taskId(draft.kind, draft.subject);
  const known = await tx.get('tasks', _id);
  const raisedAt = known?.state === 'open' ? known.raisedAt : now;
  await tx.put('tasks', { ...draft, _id, raisedAt, state: 'open' });
}

/** Takes something off the list because it has come right by itself. */
export async function settleTask(tx: Transaction, id: string, now: Time): Promise<void> {
  const known = await tx.get('tasks', id);
  if (known?.state !== 'open') return;
  await tx.put('tasks', { ...known, state: 'done', doneAt: now });
}
