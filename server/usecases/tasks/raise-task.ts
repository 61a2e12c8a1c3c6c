import type { Task, TaskKind } from '../../domain/task/task';
import type { Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';

export type TaskDraft = Omit<Task, '_id' | 'raisedAt' | 'state'>;

/** `{kind}:{subject}`: one open entry for one thing. */
export function taskId(kind: TaskKind, subject: Task['subject']): string {
  return [kind, subject.orderId ?? subject.classId ?? '-', ...(subject.unitNo ? [String(subject.unitNo)] : [])].join(':');
}

/** Puts something on the staff work list; raising it again while it is open changes nothing. */
export async function raiseTask(tx: Transaction, draft: TaskDraft, now: Time): Promise<void> {
  const _id = taskId(draft.kind, draft.subject);
  const known = await tx.get('tasks', _id);
  if (known?.state === 'open') return;
  await tx.put('tasks', { ...draft, _id, raisedAt: now, state: 'open' });
}

/** Takes something off the list because it has come right by itself. */
export async function settleTask(tx: Transaction, id: string, now: Time): Promise<void> {
  const known = await tx.get('tasks', id);
  if (known?.state !== 'open') return;
  await tx.put('tasks', { ...known, state: 'done', doneAt: now });
}
