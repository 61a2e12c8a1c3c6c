import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson } from '../../../server/domain/ledger/canonical';
import { append, FIRST_HASH, FIRST_HEAD, nextEntry, verifyChain } from '../../../server/domain/ledger/chain';
import type { LedgerEntry } from '../../../server/domain/ledger/entry';
import { charge, collect, isPosting, POSTINGS } from '../../../server/domain/ledger/postings';
import { fen } from '../../../server/domain/money';
import { anyChain, occasion } from './ledgers';

/** A chain and the place of one of its entries. */
const chainAndPlace = anyChain.chain((chain) =>
  fc.tuple(fc.constant(chain), fc.nat({ max: chain.length - 1 })),
);

function headOf(chain: LedgerEntry[]): { seq: number; hash: string } {
  return { seq: chain.length, hash: chain.at(-1)?.hash ?? FIRST_HASH };
}

describe('the chain of an order', () => {
  test('starts at 64 zeros and numbers its entries from 1', () => {
    const { entries, head } = append(FIRST_HEAD, [
      charge(occasion(1), fen(9000)),
      collect(occasion(1), fen(9000)),
    ]);
    expect(entries.map((entry) => [entry._id, entry.seq])).toEqual([
      ['o1-1', 1],
      ['o1-2', 2],
    ]);
    expect(entries[0]?.prevHash).toBe(FIRST_HASH);
    expect(entries[1]?.prevHash).toBe(entries[0]?.hash);
    expect(head).toEqual(headOf(entries));
  });

  test('an entry below 1 fen, or between accounts that never meet, is a broken invariant', () => {
    expect(() => nextEntry(FIRST_HEAD, charge(occasion(1), fen(0)))).toThrow('invariant 1: entry of 0 fen');
    const odd = { ...charge(occasion(1), fen(5)), credit: 'refunds' as const };
    expect(() => nextEntry(FIRST_HEAD, odd)).toThrow('invariant 1: charge from refunds to receivable');
  });

  test('a hash can be computed from the documented form alone', () => {
    const entry = nextEntry(FIRST_HEAD, charge(occasion(1), fen(9000)));
    const { hash, ...content } = entry;
    expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(hash);
  });

  test('as it was written, it passes, with its head or an earlier one', () => {
    fc.assert(
      fc.property(chainAndPlace, ([chain, place]) => {
        expect(verifyChain(chain)).toEqual({ ok: true });
        expect(verifyChain(chain, headOf(chain))).toEqual({ ok: true });
        expect(verifyChain(chain, headOf(chain.slice(0, place)))).toEqual({ ok: true });
        expect(verifyChain(JSON.parse(JSON.stringify(chain)))).toEqual({ ok: true });
      }),
    );
  });
});

describe('a chain that was tampered with names its first bad entry', () => {
  test('any byte of any entry flipped', () => {
    let tried = 0;
    fc.assert(
      fc.property(chainAndPlace, fc.nat(), fc.integer({ min: 1, max: 255 }), ([chain, place], at, bits) => {
        const bytes = Buffer.from(JSON.stringify(chain[place]), 'utf8');
        const index = at % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(index) ^ bits, index);
        const changed = parsed(bytes.toString('utf8'));
        // Bytes that are no JSON object any more never reach the check.
        if (typeof changed !== 'object' || changed === null) return;
        tried += 1;
        const result = verifyChain(chain.with(place, changed as LedgerEntry));
        expect(result).toMatchObject({ ok: false, seq: place + 1 });
      }),
      { numRuns: 2_000 },
    );
    expect(tried).toBeGreaterThan(1_000);
  });

  test('every byte of one chain flipped, one after the other', () => {
    const chain = append(FIRST_HEAD, [charge(occasion(1), fen(900)), collect(occasion(1), fen(900))]).entries;
    const text = Buffer.from(JSON.stringify(chain), 'utf8');
    const accepted = [...text.keys()].filter((index) => {
      const bytes = Buffer.from(text);
      bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index);
      const changed = parsed(bytes.toString('utf8'));
      return Array.isArray(changed) && verifyChain(changed, headOf(chain)).ok;
    });
    expect(accepted).toEqual([]);
  });

  test('a digit turned into an exponent, so that the amount reads as infinity', () => {
    const [entry] = append(FIRST_HEAD, [charge(occasion(1), fen(100_999))]).entries;
    const changed = JSON.parse(JSON.stringify(entry).replace('100999', '1e0999'));
    expect(verifyChain([changed])).toEqual({ ok: false, seq: 1, reason: 'altered' });
  });

  test('any entry dropped', () => {
    fc.assert(
      fc.property(chainAndPlace, ([chain, place]) => {
        const last = place === chain.length - 1;
        const reason = last ? 'missing' : 'sequence';
        expect(verifyChain(chain.toSpliced(place, 1), headOf(chain))).toEqual({
          ok: false,
          seq: place + 1,
          reason,
        });
      }),
    );
  });

  test('any entry repeated', () => {
    fc.assert(
      fc.property(chainAndPlace, ([chain, place]) => {
        const twice = chain.toSpliced(place, 0, ...chain.slice(place, place + 1));
        expect(verifyChain(twice)).toEqual({ ok: false, seq: place + 2, reason: 'sequence' });
      }),
    );
  });

  test('any two entries exchanged', () => {
    fc.assert(
      fc.property(chainAndPlace, fc.nat(), ([chain, place], other) => {
        const second = other % chain.length;
        fc.pre(second !== place);
        const [a, b] = [chain[place], chain[second]];
        if (!a || !b) throw new Error('both places lie in the chain');
        const exchanged = chain.with(place, b).with(second, a);
        const seq = Math.min(place, second) + 1;
        expect(verifyChain(exchanged)).toEqual({ ok: false, seq, reason: 'sequence' });
      }),
    );
  });

  test('an entry altered and given a fitting hash breaks the link of the next', () => {
    fc.assert(
      fc.property(chainAndPlace, ([chain, place]) => {
        const old = chain[place];
        if (!old) throw new Error('the place lies in the chain');
        const { _id, seq, prevHash, hash, ...draft } = old;
        const forged = nextEntry({ seq: seq - 1, hash: prevHash }, { ...draft, unitNo: draft.unitNo + 1 });
        const last = place === chain.length - 1;
        expect(verifyChain(chain.with(place, forged), headOf(chain))).toEqual({
          ok: false,
          seq: last ? place + 1 : place + 2,
          reason: 'link',
        });
      }),
    );
  });

  test('a chain written anew to its end is given away by a head seen earlier', () => {
    fc.assert(
      fc.property(chainAndPlace, ([chain, place]) => {
        const kept = chain.slice(0, place);
        const drafts = chain.slice(place).map(({ _id, seq, prevHash, hash, ...draft }) => ({
          ...draft,
          unitNo: draft.unitNo + 1,
        }));
        const forged = [...kept, ...append(headOf(kept), drafts).entries];
        expect(verifyChain(forged)).toEqual({ ok: true });
        expect(verifyChain(forged, headOf(chain))).toMatchObject({ ok: false, reason: 'link' });
      }),
    );
  });

  test('an entry under another number, though its hash fits', () => {
    const { hash: _hash, ...content } = nextEntry(FIRST_HEAD, charge(occasion(1), fen(900)));
    const moved = { ...content, _id: 'o1-2' };
    const hash = createHash('sha256').update(canonicalJson(moved)).digest('hex');
    expect(verifyChain([{ ...moved, hash }])).toEqual({ ok: false, seq: 1, reason: 'link' });
  });

  test("another order's entry in its place", () => {
    const drafts = [charge(occasion(1), fen(900)), collect(occasion(1), fen(900))];
    const mine = append(FIRST_HEAD, drafts).entries;
    const hers = append(
      FIRST_HEAD,
      drafts.map((draft) => ({ ...draft, orderId: 'o2' })),
    ).entries;
    expect(verifyChain([...mine.slice(0, 1), ...hers.slice(1)])).toEqual({
      ok: false,
      seq: 2,
      reason: 'link',
    });
  });
});

describe('the canonical form', () => {
  test('sorts keys at every level and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [1, { d: '课', c: null }], a: true, e: undefined })).toBe(
      '{"a":true,"b":[1,{"c":null,"d":"课"}]}',
    );
  });

  test('does not depend on the order in which members were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
        const backwards = Object.fromEntries(Object.entries(members).reverse());
        expect(canonicalJson(backwards)).toBe(canonicalJson(members));
        expect(JSON.parse(canonicalJson(members))).toEqual(JSON.parse(JSON.stringify(members)));
      }),
    );
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [[undefined]], [10n]])(
    '%p has no canonical form',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe('accounts that may meet', () => {
  const all = Object.values(POSTINGS);

  test('are those of one posting, never parts of two', () => {
    const allowed = new Set(all.map(({ kind, debit, credit }) => `${kind} ${debit} ${credit}`));
    for (const { kind } of all)
      for (const { debit } of all)
        for (const { credit } of all)
          expect([kind, debit, credit, isPosting(kind, debit, credit)]).toEqual([
            ...[kind, debit, credit, allowed.has(`${kind} ${debit} ${credit}`)],
          ]);
  });
});
