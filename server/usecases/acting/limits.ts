import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { type Fen, fen } from '../../domain/money';
import type { MoneyLimits } from '../../domain/people/people';
import type { DocumentReader } from '../../ports/store';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorisedMember } from '../staffing/authorise';

/** By which money work goes until the owner decides otherwise: ¥1,000.00, a week, sixty days. */
const DEFAULTS: MoneyLimits = { fourEyesAboveFen: fen(100_000), objectionDays: 7, silenceDays: 60 };

/** The institution's limits for money work. */
export async function moneyLimits(ports: Ports, reader: DocumentReader = ports.store): Promise<MoneyLimits> {
  const institution = await reader.get('institutions', ports.settings.institutionId);
  return institution?.limits ?? DEFAULTS;
}

/** @throws AppError FOUR_EYES when one person alone may not decide about so much */
export async function refuseAboveLimit(ports: Ports, amountFen: Fen): Promise<void> {
  const { fourEyesAboveFen } = await moneyLimits(ports);
  if (amountFen <= fourEyesAboveFen) return;
  throw new AppError('FOUR_EYES', `${amountFen} fen are above ${fourEyesAboveFen}: ask for an act instead`, {
    fourEyesAboveFen,
  });
}

/** @throws AppError FOUR_EYES when it is about one's own money: somebody else must look too */
export function refuseOwn(openid: string, payerOpenid: string): void {
  if (openid === payerOpenid) throw new AppError('FOUR_EYES', 'nobody decides about her own money alone');
}

export async function readLimits(ports: Ports, openid: string): Promise<ResponseOf<'finance', 'readLimits'>> {
  await authorisedMember(ports, openid, 'readLimits');
  return moneyLimits(ports);
}

/** @throws AppError FORBIDDEN, NOT_FOUND before the institution is described */
export async function saveLimits(
  ports: Ports,
  openid: string,
  { requestId: _requestId, ...asked }: RequestOf<'finance', 'saveLimits'>,
): Promise<ResponseOf<'finance', 'saveLimits'>> {
  await authorisedMember(ports, openid, 'saveLimits');
  const limits: MoneyLimits = { ...asked, fourEyesAboveFen: fen(asked.fourEyesAboveFen) };
  const { institutionId } = ports.settings;
  await ports.store.transaction(async (tx) => {
    const before = await tx.get('institutions', institutionId);
    if (before === undefined) throw new AppError('NOT_FOUND', 'the institution is not described yet');
    await tx.put('institutions', { ...before, limits });
    const act = { by: openid, action: 'saveLimits', subject: institutionId };
    await recordAct(
      tx,
      ports,
      { ...act, before: before.limits ?? DEFAULTS, after: limits },
      ports.clock.now(),
    );
  });
  return limits;
}
