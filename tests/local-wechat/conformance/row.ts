/**
 * One row of what the local cloud promises: what it is called, the public document it comes from, and how it behaves.
 *
 * The tables of docs/local-wechat.md are made of these rows (`write-table.ts`), so that none stands there untested.
 */
export function row(name: string, document: string, says: string, run: () => Promise<void> | void): void {
  test(`${name}: ${says} [${document}]`, async () => {
    await run();
  });
}
