import { type Static, Type } from '@sinclair/typebox';
import { reading } from './action';
import { exact, HASH, ID, TIME, UNIT_NO } from './fields';

const EVIDENCE = exact({
  /** Seals the whole bundle; also in the document. */
  digest: HASH,
  issuedAt: TIME,
  /** The bundle as canonical JSON: saved as it is, checked by docs/verify-statement.mjs. */
  document: Type.String({ minLength: 2, maxLength: 900_000 }),
});

/** In `classroom` for the payer's own, in `finance` for owner and finance; see docs/ledger.md. */
export const evidenceActions = {
  /** Everything known about one charge, each part with its digest: contract, class, roll call, messages, money. */
  evidence: reading({ orderId: ID, unitNo: UNIT_NO }, EVIDENCE),
};

export type EvidenceView = Static<typeof EVIDENCE>;
