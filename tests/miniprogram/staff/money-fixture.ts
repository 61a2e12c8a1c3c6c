import type { Me } from '../../../miniprogram/staff/me';
import type { RefundRow } from '../../../protocol/finance';
import type { ActView, CaseView, WorkEntry } from '../../../protocol/finance-acts';
import type { InvoiceRow } from '../../../protocol/invoices';
import type { UnitEvidenceView } from '../../../protocol/unit-evidence';
import { inWindow } from '../order-fixture';

/** Sunday 22 November 2026, 9:41 in China. */
export { NOW } from '../order-fixture';

export const FINANCE: Me = {
  ...{ staffId: 'o-song', name: '宋清', roles: ['finance'], campusIds: [] },
  actions: [
    ...(['me', 'workList', 'readCase', 'unitEvidence', 'listRefunds', 'listInvoices', 'listActs'] as const),
    'readLimits',
  ],
};

export function caseOf(changes: Partial<CaseView> = {}): CaseView {
  return {
    ...{ orderId: 'o1', unitNo: 7, studentName: '林晓雯', courseTitle: '行书入门', orderState: 'active' },
    ...{ unitName: '第7次课', unitStatus: 'owing', amountFen: 12_000 },
    money: {
      ...{ collection: 'paying', priceFen: 12_000, chargeFen: 12_000, lowered: false },
      ...{ collectedFen: 0, refundedFen: 0 },
    },
    story: [{ at: '2026-11-21T15:32:00+08:00', text: '第7次课点名：到课' }],
    nextActs: [{ kind: 'charge_again', text: '请微信再扣一次；微信自己也会继续扣', mostFen: 12_000 }],
    ...changes,
  };
}

export function entryOf(changes: Partial<WorkEntry> = {}): WorkEntry {
  return {
    ...{ taskId: 'owing:o1-7', kind: 'owing', campusId: 'tianhe', reason: '微信还没有扣到。' },
    ...{ raisedAt: '2026-11-18T09:00:00+08:00', deadline: '2026-11-25T09:00:00+08:00', overdue: false },
    case: caseOf(),
    ...changes,
  };
}

/** A fellow asks to lower 第7次课 to ¥60.00. */
export function actOf(changes: Partial<ActView> = {}): ActView {
  return {
    ...{ actId: 'a1', kind: 'lower', state: 'asked', orderId: 'o1', unitNo: 7 },
    ...{ studentName: '林晓雯', courseTitle: '行书入门', unitName: '第7次课' },
    ...{ amountFen: 6_000, chargeFen: 6_000, fourEyes: true, reason: '少上半小时', proof: [] },
    ...{ askedAt: '2026-11-22T09:00:00+08:00', askedByName: '宋清', actions: ['approve', 'decline'] },
    ...changes,
  };
}

const OBJECTION: NonNullable<UnitEvidenceView['unit']['objection']> = {
  ...{ raisedAt: '2026-11-21T16:00:00+08:00', reason: 'class_not_held', pictures: ['cloud://e.b/board.jpg'] },
  text: '15:00 就下课了，少上了三十分钟。',
  decideBy: '2026-11-28T16:00:00+08:00',
  evidence: [
    {
      by: 'staff',
      at: '2026-11-21T18:00:00+08:00',
      text: '监控显示 15:25 下课',
      files: ['cloud://e.b/door.jpg'],
    },
    { by: 'payer', at: '2026-11-21T19:00:00+08:00', text: '同学可以作证', files: [] },
  ],
};

/** 林晓雯 objects to 第7次课, ¥120.00. */
export function evidenceOf(changes: Partial<UnitEvidenceView> = {}): UnitEvidenceView {
  return {
    ...{ orderId: 'o1', studentName: '林晓雯', courseTitle: '行书入门', taughtFen: 12_000 },
    unit: inWindow(7, { status: 'objected', teaching: 'objected', objection: OBJECTION, actions: [] }),
    classes: [
      {
        ...{ classId: 'k7', title: '行书入门', place: '3 号教室', teacherName: '刘砚秋' },
        ...{ startsAt: '2026-11-21T14:00:00+08:00', endsAt: '2026-11-21T15:30:00+08:00' },
        marks: [
          {
            ...{ mark: 'late', at: '2026-11-21T14:10:00+08:00', byName: '刘砚秋', note: '', pictures: [] },
            undoneAt: '2026-11-21T14:12:00+08:00',
          },
          {
            ...{ mark: 'attended', at: '2026-11-21T15:32:00+08:00', byName: '刘砚秋', note: '14:02 到' },
            pictures: ['cloud://e.b/roll.jpg'],
          },
        ],
      },
    ],
    fourEyesAboveFen: 100_000,
    actions: ['decide', 'ask', 'add'],
    ...changes,
  };
}

export function refundOf(changes: Partial<RefundRow> = {}): RefundRow {
  return {
    ...{ refundId: 'o1R1', orderId: 'o1', unitNo: 6, kind: 'charge', state: 'asked', askedFen: 12_000 },
    ...{ reason: '老师临时换人', askedAt: '2026-11-20T10:00:00+08:00', transactionId: '4200001' },
    ...{ studentName: '林晓雯', courseTitle: '行书入门', unitName: '第6次课' },
    ...{ collectedFen: 12_000, unitRefundedFen: 0 },
    ...changes,
  };
}

export function invoiceOf(changes: Partial<InvoiceRow> = {}): InvoiceRow {
  return {
    ...{ invoiceId: 'o1V1', orderId: 'o1', unitNos: [1, 2, 3], titleKind: 'organisation' },
    ...{ title: '广州青禾文化有限公司', taxNumber: '91440101MA5ATEST9K', amountFen: 36_000, mostFen: 36_000 },
    ...{ state: 'asked', askedAt: '2026-11-21T10:00:00+08:00', redDue: false },
    ...{ studentName: '林晓雯', courseTitle: '行书入门' },
    ...changes,
  };
}
