import { AppError } from '../../domain/errors';
import { type EvidenceBundle, type EvidenceSection, seal } from '../../domain/evidence/seal';
import { canonicalJson } from '../../domain/ledger/canonical';
import { yuanText } from '../../domain/money';
import type { Order } from '../../domain/order/order';
import { RULES } from '../../domain/region/rules';
import { UNKNOWN_STUDENT } from '../browsing/student-names';
import { unitOrRefuse } from '../classroom/own-unit';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { auditEntry } from '../staffing/audit';
import { authorise, authorisedMember } from '../staffing/authorise';
import { orderOf } from '../teaching/order-of';
import { gatherStory, type Story } from './gather';
import {
  callbackSection,
  callSection,
  ledgerSection,
  objectionSection,
  refundSection,
} from './money-sections';
import { momentText, pushSection, rollCallSection, scheduleSection } from './teaching-sections';

interface Asked {
  orderId: string;
  unitNo: number;
}

/** A sealed bundle, as it is saved. */
export interface IssuedEvidence {
  digest: string;
  issuedAt: string;
  document: string;
}

/** The most a function may answer is 1 MB. */
const MOST_BYTES = 900_000;

/** All that is known about one charge of hers. @throws AppError NOT_FOUND also for somebody else's order */
export async function ownEvidence(ports: Ports, openid: string, asked: Asked): Promise<IssuedEvidence> {
  return issued(await bundleOf(ports, await ownOrder(ports, openid, asked.orderId), asked.unitNo));
}

/**
 * The same for finance and the owner; that it was taken out is written into the audit log, with its digest.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function staffEvidence(ports: Ports, openid: string, asked: Asked): Promise<IssuedEvidence> {
  const member = await authorisedMember(ports, openid, 'evidence');
  const order = await orderOf(ports, asked.orderId);
  authorise(member, 'evidence', { campusIds: [order.campusId] });
  const answer = issued(await bundleOf(ports, order, asked.unitNo));
  const after = { unitNo: asked.unitNo, digest: answer.digest };
  const act = { by: openid, action: 'evidence', subject: order._id, after };
  await ports.store.insert('audit', auditEntry(ports, act, ports.clock.now()));
  return answer;
}

function issued(bundle: EvidenceBundle): IssuedEvidence {
  const document = canonicalJson(bundle);
  const bytes = Buffer.byteLength(document, 'utf8');
  if (bytes > MOST_BYTES) throw new AppError('INTERNAL', `evidence of ${bytes} bytes`);
  return { digest: bundle.digest, issuedAt: bundle.issuedAt, document };
}

async function bundleOf(ports: Ports, order: Order, unitNo: number): Promise<EvidenceBundle> {
  const unit = unitOrRefuse(order, unitNo);
  const [story, student, institution] = await Promise.all([
    gatherStory(ports, order, unit),
    ports.store.get('students', order.studentId),
    ports.store.get('institutions', order.institutionId),
  ]);
  const head = {
    ...{ orderId: order._id, institutionId: order.institutionId, unitNo, unitName: unit.name },
    institutionName: institution?.name ?? '',
    courseTitle: story.version.title,
    studentName: student?.name ?? UNKNOWN_STUDENT,
    issuedAt: ports.clock.now(),
  };
  return seal(head, {
    contract: contractSection(story),
    rules: rulesSection(story),
    schedule: scheduleSection(story),
    rollCalls: rollCallSection(story),
    pushes: pushSection(story),
    objection: objectionSection(story),
    calls: callSection(story),
    callbacks: callbackSection(story),
    refunds: refundSection(story),
    ledger: ledgerSection(story),
  });
}

/** What she accepted: the text as it was, its hash, and the line this charge stands on. */
function contractSection({ order, unit, version }: Story): EvidenceSection {
  const { no, name, priceFen, originalFen, classPricesFen } = unit;
  return {
    title: '合同',
    lines: [
      `${momentText(order.contract.acceptedAt)} 接受第 ${order.contract.version} 版`,
      `第 ${no} 行：${name}，${yuanText(priceFen)}`,
    ],
    facts: {
      ...order.contract,
      text: version.contract.text,
      line: { no, name, priceFen, originalFen, classPricesFen },
    },
  };
}

/** The versions of the rules that decided, and the times they gave. */
function rulesSection({ order, unit, version }: Story): EvidenceSection {
  const rule = RULES.find((known) => known.id === order.regionRule);
  const ends = unit.windowEndsAt;
  return {
    title: '规则',
    lines: [
      rule?.text ?? order.regionRule,
      `异议时间 ${version.windowHours} 小时${ends === undefined ? '' : `，到 ${momentText(ends)}`}`,
    ],
    facts: {
      regionRule: order.regionRule,
      text: rule?.text ?? '',
      source: rule?.source ?? '',
      courseVersion: version.version,
      rungKey: order.rungKey,
      windowHours: version.windowHours,
      ...(unit.taughtAt === undefined ? {} : { taughtAt: unit.taughtAt }),
      ...(ends === undefined ? {} : { windowEndsAt: ends }),
    },
  };
}
