import type { OrderView, UnitStatus } from '../../../protocol/order-view';
import { momentText } from '../../format/dates';
import { joined } from '../../format/joined';

/** One voucher: money that was taken for one charge unit. */
export interface VoucherRow {
  unitNo: number;
  name: string;
  note: string;
  fen: number;
}

/** The vouchers of one order, newest first. */
export interface VoucherGroup {
  orderId: string;
  title: string;
  studentName: string;
  chargedFen: number;
  rows: VoucherRow[];
}

const TAKEN: Partial<Record<UnitStatus, string>> = {
  paid: '已扣费',
  paid_elsewhere: '已付清',
  paid_by_hand: '直接支付',
};

export function voucherGroups(orders: readonly OrderView[], now: number): VoucherGroup[] {
  return orders
    .map((order) => ({
      orderId: order.orderId,
      title: order.courseTitle,
      studentName: order.studentName,
      chargedFen: order.chargedFen,
      rows: rowsOf(order, now),
    }))
    .filter(({ rows }) => rows.length > 0);
}

function rowsOf({ units }: OrderView, now: number): VoucherRow[] {
  return units
    .flatMap((unit) => {
      const word = TAKEN[unit.status];
      if (word === undefined) return [];
      const when = unit.paidAt === undefined ? '' : momentText(unit.paidAt, now);
      const refunded = unit.refundedFen === undefined || unit.refundedFen === 0 ? '' : '有退款';
      return [
        {
          unitNo: unit.no,
          name: unit.name,
          note: joined(word, when, refunded),
          fen: unit.chargeFen ?? unit.priceFen,
        },
      ];
    })
    .reverse();
}
