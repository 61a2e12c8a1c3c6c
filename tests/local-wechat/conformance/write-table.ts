import { readFileSync, writeFileSync } from 'node:fs';
import { DOCUMENT, withTables } from './tables';

/** Writes the tables of docs/local-wechat.md anew from the rows that the tests hold. */
writeFileSync(DOCUMENT, withTables(readFileSync(DOCUMENT, 'utf8')));
