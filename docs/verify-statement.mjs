// Checks a statement (对账单) of Learn First, Pay Later offline: that its entries follow from one another, that none was
// altered, dropped, repeated or moved, and that its sums are right. Checks an evidence bundle (一笔扣费的全部凭据) as well:
// that every part is as it was sealed, and that the parts agree. One file without dependencies, for Node 18 and later and
// for every browser; what is hashed is described in docs/ledger.md.
//
//   node verify-statement.mjs STATEMENT|EVIDENCE [EARLIER]
//
// The file is a downloaded page (.html, or the .json inside). With EARLIER, a statement of the same order saved before,
// it is also checked that nothing of what stood there has changed since: keep old statements. Inside a downloaded page
// this same program checks that page when it is opened.

/** The chain of an order begins with this. */
const FIRST = '0'.repeat(64);
/** Which accounts an entry of each kind moves money between: debit, credit. */
const POSTINGS = {
  charge: ['receivable>income'],
  lower: ['income>receivable'],
  collect: ['wechat_clearing>receivable'],
  collect_elsewhere: ['paid_elsewhere>receivable'],
  write_off: ['income>receivable'],
  overpaid: ['wechat_clearing>overpaid'],
  refund: ['refunds>wechat_clearing', 'overpaid>wechat_clearing'],
};

/**
 * @param {object} statement as downloaded
 * @param {object} [earlier] one of the same order, saved before
 * @returns {{ok: boolean, entries: number, paidFen: number, refundedFen: number, faults: {seq: number, reason: string}[]}}
 *   `seq` 0: the statement as a whole
 */
export function verifyStatement(statement, earlier) {
  const faults = [...chainFaults(statement), ...sumFaults(statement), ...sinceFaults(statement, earlier)];
  const { paidFen, refundedFen } = sums(statement.entries);
  return { ok: faults.length === 0, entries: statement.entries.length, paidFen, refundedFen, faults };
}

/** The statement or evidence bundle inside a downloaded page, or a JSON text. Throws when there is none. */
export function readStatement(text) {
  const inPage = /<script type="application\/json" id="(?:statement|evidence)">([\s\S]*?)<\/script>/.exec(
    text,
  );
  const found = JSON.parse(inPage ? inPage[1] : text);
  if (isEvidence(found)) return found;
  if (!Array.isArray(found.entries) || typeof found.head !== 'object') throw new Error('no statement');
  return found;
}

function isEvidence(found) {
  return typeof found.digests === 'object' && found.digests !== null && typeof found.sections === 'object';
}

/** The parts of an evidence bundle. */
const PARTS = [
  'contract',
  'rules',
  'schedule',
  'rollCalls',
  'pushes',
  'objection',
  'calls',
  'callbacks',
  'refunds',
  'ledger',
];

/**
 * @param {object} bundle as downloaded
 * @returns {{ok: boolean, faults: {part: string, reason: string}[]}} the first fault names what was altered first;
 *   part `bundle`: what it is about, or its seal
 */
export function verifyEvidence(bundle) {
  const { sections, digest, ...sealed } = bundle;
  const faults = [];
  const isSealed = (value, seal) => value !== undefined && sha256(canonical(value)) === seal;
  for (const part of PARTS) {
    if (sections?.[part] === undefined) faults.push({ part, reason: 'missing: the part was taken out' });
    else if (!isSealed(sections[part], bundle.digests[part]))
      faults.push({ part, reason: 'altered: its content is not what its digest says' });
  }
  for (const part of Object.keys(sections ?? {}))
    if (!PARTS.includes(part)) faults.push({ part, reason: 'added: no part of a bundle' });
  if (!isSealed(sealed, digest))
    faults.push({ part: 'bundle', reason: 'seal: head or digests are not what the seal says' });
  if (faults.length === 0) faults.push(...agreementFaults(bundle));
  return { ok: faults.length === 0, faults };
}

/** What a forger who seals anew would still have to get right: the parts vouch for each other. */
function agreementFaults({ orderId, unitNo, sections }) {
  const [contract, ledger] = [sections.contract.facts, sections.ledger.facts];
  const marks = sections.rollCalls.facts;
  const faults = [];
  if (ledger.orderId !== orderId) faults.push({ part: 'ledger', reason: 'order: it is of another order' });
  if (sha256(contract.text) !== contract.hash)
    faults.push({ part: 'contract', reason: 'text: it is not the text whose hash was accepted' });
  for (const { seq, reason } of verifyStatement(ledger).faults)
    faults.push({ part: 'ledger', reason: `${reason} (entry ${seq})` });
  for (const { unitNo: unit, kind, why } of ledger.entries) {
    if (unit !== unitNo) continue;
    if (why.contractHash !== contract.hash || why.contractVersion !== contract.version)
      faults.push({ part: 'contract', reason: 'accepted: the ledger names another contract' });
    if (kind !== 'charge') continue;
    const same = (taught) => (mark) =>
      mark.classId === taught.classId &&
      mark.mark === taught.mark &&
      mark.priceFen === taught.priceFen &&
      !mark.undoneAt;
    if (!why.classes.every((taught) => marks.some(same(taught))))
      faults.push({ part: 'rollCalls', reason: 'roll call: the ledger names another one' });
  }
  return faults;
}

function chainFaults({ entries, head, orderId, institutionId }) {
  const faults = [];
  let before = FIRST;
  entries.forEach((entry, index) => {
    const seq = index + 1;
    const { hash, ...shown } = entry;
    if (entry.seq !== seq) faults.push({ seq, reason: 'sequence: another entry stands here' });
    if (entry.prevHash !== before)
      faults.push({ seq, reason: 'link: it does not follow from the entry before' });
    const content = { ...shown, _id: `${orderId}-${entry.seq}`, orderId, institutionId };
    if (sha256(canonical(content)) !== hash)
      faults.push({ seq, reason: 'altered: its content is not what its hash says' });
    before = hash;
  });
  if (head.seq !== entries.length || head.hash !== before)
    faults.push({ seq: 0, reason: 'missing: the chain does not end at its head' });
  return faults;
}

function sumFaults({ entries, chargedFen }) {
  const faults = [];
  for (const { seq, kind, debit, credit, amountFen } of entries) {
    if (!(POSTINGS[kind] ?? []).includes(`${debit}>${credit}`))
      faults.push({ seq, reason: 'accounts: not those of its kind' });
    if (!Number.isSafeInteger(amountFen) || amountFen < 1)
      faults.push({ seq, reason: 'amount: not whole fen' });
  }
  const { paidFen, overpaidFen } = sums(entries);
  if (paidFen - overpaidFen !== chargedFen)
    faults.push({ seq: 0, reason: 'sum: the entries do not make the amount charged' });
  return faults;
}

function sums(entries) {
  const of = (...kinds) =>
    entries.filter((e) => kinds.includes(e.kind)).reduce((sum, e) => sum + e.amountFen, 0);
  return {
    paidFen: of('collect', 'collect_elsewhere', 'overpaid'),
    overpaidFen: of('overpaid'),
    refundedFen: of('refund'),
  };
}

function sinceFaults(statement, earlier) {
  if (earlier === undefined) return [];
  if (earlier.orderId !== statement.orderId) return [{ seq: 0, reason: 'earlier: it is of another order' }];
  return earlier.entries.flatMap(({ seq, hash }, index) =>
    statement.entries[index]?.hash === hash
      ? []
      : [{ seq, reason: 'rewritten: it differs from the earlier statement' }],
  );
}

/** JSON with keys sorted at every level, no spaces, members that are undefined left out. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** SHA-256 (FIPS 180-4) of a text in UTF-8, hex. Its own, so that no browser may lack it. */
function sha256(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const bits = bytes.length * 8;
  bytes.push(0x80);
  while (bytes.length % 64 !== 56) bytes.push(0);
  for (let i = 7; i >= 0; i -= 1) bytes.push(Math.floor(bits / 2 ** (8 * i)) % 256);
  const { state, rounds } = constants();
  for (let at = 0; at < bytes.length; at += 64) block(state, rounds, bytes.slice(at, at + 64));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Fractions of the square roots of the first 8 primes, and of the cube roots of the first 64. */
function constants() {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p !== 0)) primes.push(n);
  const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
  return {
    state: primes.slice(0, 8).map((p) => fraction(Math.sqrt(p))),
    rounds: primes.map((p) => fraction(Math.cbrt(p))),
  };
}

function block(state, rounds, bytes) {
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const w = [];
  for (let i = 0; i < 64; i += 1) {
    if (i < 16)
      w[i] = (bytes[4 * i] << 24) | (bytes[4 * i + 1] << 16) | (bytes[4 * i + 2] << 8) | bytes[4 * i + 3];
    else {
      const [x, y] = [w[i - 15], w[i - 2]];
      w[i] =
        (w[i - 16] +
          (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
          w[i - 7] +
          (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) |
        0;
    }
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i] + w[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = (state[i] + word) | 0;
  });
}

/** What the page calls a fault, by its first word. */
const WORDS = {
  sequence: '次序不对',
  link: '和上一条接不上',
  altered: '内容改过',
  missing: '缺了后面的记录',
  accounts: '科目不对',
  amount: '金额不对',
  sum: '合计不对',
  shown: '页面上的字和记录不一样',
  added: '多出来的内容',
  seal: '封签对不上',
  order: '不是这份订单的',
  text: '不是当时接受的合同',
  accepted: '账目写的是另一份合同',
  roll: '和账目里的点名不一样',
};

/** In a downloaded page: checks its data, and that what it shows is that data; says so where the page has its place. */
function checkPage(page) {
  const place = page.getElementById('verdict');
  const statement = readStatement(page.documentElement.outerHTML);
  if (isEvidence(statement)) return checkEvidence(page, place, statement);
  const result = verifyStatement(statement);
  const faults = [...result.faults, ...shownFaults(page, statement, result)];
  place.dataset.ok = String(faults.length === 0);
  const named = faults.map(
    ({ seq, reason }) => (seq > 0 ? `第 ${seq} 条` : '') + (WORDS[reason.split(':')[0]] ?? reason),
  );
  place.textContent =
    faults.length === 0 ? `${result.entries} 条记录首尾相连，没有改动` : `对不上：${named.join('；')}`;
}

/** What a page of evidence shows is made here from its data, so that it can't show anything else. */
function checkEvidence(page, place, bundle) {
  const { ok, faults } = verifyEvidence(bundle);
  place.dataset.ok = String(ok);
  const titleOf = (part) => bundle.sections?.[part]?.title ?? (part === 'bundle' ? '整份凭据' : part);
  const named = faults.map(
    ({ part, reason }) => `${titleOf(part)}：${WORDS[/^\w+/.exec(reason)[0]] ?? reason}`,
  );
  place.textContent = ok ? '每一部分都和封签一致，没有改动' : `对不上：${named.join('；')}`;
  const add = (parent, tag, text) => {
    const element = parent.appendChild(page.createElement(tag));
    element.textContent = text;
    return element;
  };
  const body = page.getElementById('parts');
  for (const part of PARTS) {
    const section = bundle.sections?.[part];
    if (section === undefined) continue;
    const box = add(body, 'section', '');
    add(box, 'h2', section.title);
    for (const line of section.lines.length > 0 ? section.lines : ['没有']) add(box, 'p', line);
    const details = add(box, 'details', '');
    add(details, 'summary', `原始数据 · ${String(bundle.digests[part]).slice(0, 16)}`);
    add(details, 'pre', JSON.stringify(section.facts, null, 2));
  }
}

function shownFaults(page, { entries }, { paidFen, refundedFen }) {
  const faults = [];
  const rows = [...page.querySelectorAll('tbody tr')].map((row) =>
    [...row.cells].map((cell) => cell.textContent),
  );
  entries.forEach(({ seq, amountFen, hash }, index) => {
    const [, , , amount, short] = rows[index] ?? [];
    if (amount !== `¥${yuan(amountFen)}` || short !== hash.slice(0, 8)) faults.push({ seq, reason: 'shown' });
  });
  const [paid, refunded] = [...page.querySelectorAll('dd')].map((value) => value.textContent);
  const same =
    rows.length === entries.length && paid === `¥${yuan(paidFen)}` && refunded === `¥${yuan(refundedFen)}`;
  return same ? faults : [...faults, { seq: 0, reason: 'shown' }];
}

/** 123456 fen as 1,234.56 */
function yuan(fen) {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}

/** On the command line. */
async function checkFiles(file, earlierFile) {
  const { readFileSync } = await import('node:fs');
  const read = (name) => readStatement(readFileSync(name, 'utf8'));
  if (isEvidence(read(file))) return tellEvidence(read(file));
  const result = verifyStatement(read(file), earlierFile === undefined ? undefined : read(earlierFile));
  console.log(
    result.entries +
      ' entries, paid ' +
      yuan(result.paidFen) +
      ', refunded ' +
      yuan(result.refundedFen) +
      ' yuan',
  );
  for (const { seq, reason } of result.faults) console.log((seq > 0 ? `entry ${seq} ` : '') + reason);
  console.log(result.ok ? 'OK: every entry is as it was written' : 'NOT OK');
  process.exitCode = result.ok ? 0 : 1;
}

function tellEvidence(bundle) {
  const { ok, faults } = verifyEvidence(bundle);
  console.log(`evidence of order ${bundle.orderId}, unit ${bundle.unitNo}, seal ${bundle.digest}`);
  for (const { part, reason } of faults) console.log(`${part} ${reason}`);
  console.log(ok ? 'OK: every part is as it was sealed, and they agree' : 'NOT OK');
  process.exitCode = ok ? 0 : 1;
}

if (typeof document !== 'undefined' && document.getElementById('verdict') !== null) checkPage(document);
else if (typeof process !== 'undefined' && /verify-statement\.mjs$/.test(process.argv[1] ?? '')) {
  const [, , file, earlier] = process.argv;
  if (file === undefined) {
    console.log('node verify-statement.mjs STATEMENT|EVIDENCE [EARLIER]');
    process.exitCode = 2;
  } else await checkFiles(file, earlier);
}
