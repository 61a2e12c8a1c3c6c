import type { ResponseOf } from '../../../protocol';
import type { PushQuota } from '../../domain/push/push';
import type { Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import type { Ports } from '../ports';

/** More than this nobody saves up; WeChat caps accepted messages as well. */
const MOST = 1000;

/**
 * Counts a learner's answer in WeChat's subscribe dialog: one acceptance is one message. WeChat has no query for
 * what is left, so this count is only our guess; error 43101 is the truth.
 * @returns what is left of this template
 */
export async function countAnswer(
  ports: Ports,
  openid: string,
  answer: { templateKey: string; accepted: boolean },
): Promise<{ remaining: number }> {
  return ports.store.transaction(async (tx) => {
    const known = await tx.get('push_quota', quotaId(openid, answer.templateKey));
    const before = known?.remaining ?? 0;
    const remaining = answer.accepted ? Math.min(MOST, before + 1) : before;
    if (remaining !== before) await putQuota(tx, openid, answer.templateKey, remaining, ports.clock.now());
    return { remaining };
  });
}

/** The deployment's templates, each with what is left to this learner. */
export async function readTemplates(
  ports: Ports,
  openid: string,
): Promise<ResponseOf<'classroom', 'templates'>> {
  const entries = Object.entries(ports.settings.templates);
  const quotas = await Promise.all(
    entries.map(([key]) => ports.store.get('push_quota', quotaId(openid, key))),
  );
  return {
    templates: entries.map(([key, templateId], index) => ({
      key,
      templateId,
      remaining: quotas[index]?.remaining ?? 0,
    })),
  };
}

/**
 * Takes one message of the template.
 * @returns `refused`: she never accepted one; `no_quota`: all are used
 */
export async function takeOne(
  tx: Transaction,
  openid: string,
  templateKey: string,
  now: Time,
): Promise<'taken' | 'refused' | 'no_quota'> {
  const known = await tx.get('push_quota', quotaId(openid, templateKey));
  if (known === undefined) return 'refused';
  if (known.remaining === 0) return 'no_quota';
  await putQuota(tx, openid, templateKey, known.remaining - 1, now);
  return 'taken';
}

/** A message that was taken and not sent. */
export async function giveBack(ports: Ports, openid: string, templateKey: string): Promise<void> {
  await countAnswer(ports, openid, { templateKey, accepted: true });
}

/** WeChat says that there is none left. */
export async function useUp(ports: Ports, openid: string, templateKey: string): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const known = await tx.get('push_quota', quotaId(openid, templateKey));
    if (known === undefined || known.remaining === 0) return;
    await putQuota(tx, openid, templateKey, 0, ports.clock.now());
  });
}

function putQuota(
  tx: Transaction,
  openid: string,
  templateKey: string,
  remaining: number,
  updatedAt: Time,
): Promise<void> {
  const quota: PushQuota = { _id: quotaId(openid, templateKey), openid, templateKey, remaining, updatedAt };
  return tx.put('push_quota', quota);
}

function quotaId(openid: string, templateKey: string): string {
  return `${openid}:${templateKey}`;
}
