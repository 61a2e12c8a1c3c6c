import { readFileSync, writeFileSync } from 'node:fs';
import { DOCUMENT, withTables } from './tables';

writeFileSync(DOCUMENT, withTables(readFileSync(DOCUMENT, 'utf8')));
