/** What the page was opened with: by one of our pages, or by WeChat's own message, which knows only a number. */
export interface VoucherQuery {
  id?: string;
  unitNo?: string;
  /** Number of the service order: `{order}S{attempt}U{unit}`. */
  no?: string;
}

/** The unit whose voucher is shown; nothing when the address makes no sense. */
export function whichUnit(query: VoucherQuery): { orderId: string; unitNo: number } | undefined {
  if (query.id !== undefined && query.unitNo !== undefined) {
    return { orderId: query.id, unitNo: Number(query.unitNo) };
  }
  const match = /^([0-9A-Za-z]{1,16}?)S\d+U(\d+)$/.exec(query.no ?? '');
  return match?.[1] && match[2] ? { orderId: match[1], unitNo: Number(match[2]) } : undefined;
}
