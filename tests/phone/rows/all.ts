import { DATA_APIS } from './apis-data';
import { DEVICE_APIS } from './apis-device';
import { OPEN_APIS } from './apis-open';
import { PAGE_APIS } from './apis-pages';
import { PHONE_APIS } from './apis-phone';
import { FORM_BUILTINS } from './builtins-form';
import { LAYOUT_BUILTINS } from './builtins-layout';
import { MEDIA_BUILTINS } from './builtins-media';
import type { SupportRow } from './row';

interface Table {
  /** File of its rows, below tests/phone/rows. */
  readonly file: string;
  readonly title: string;
  readonly rows: readonly SupportRow[];
}

/** Everything the phone gives a Mini Program, in the order of the document. */
export const BUILTIN_TABLES: readonly Table[] = [
  { file: 'builtins-layout', title: 'Built-ins: layout', rows: LAYOUT_BUILTINS },
  { file: 'builtins-form', title: 'Built-ins: forms', rows: FORM_BUILTINS },
  { file: 'builtins-media', title: 'Built-ins: media and ways on', rows: MEDIA_BUILTINS },
];

export const API_TABLES: readonly Table[] = [
  { file: 'apis-pages', title: 'wx: pages, bars, short words', rows: PAGE_APIS },
  { file: 'apis-phone', title: 'wx: the phone', rows: [...PHONE_APIS, ...DEVICE_APIS] },
  { file: 'apis-data', title: 'wx: net, cloud, files, media', rows: DATA_APIS },
  { file: 'apis-open', title: 'wx: open abilities and nodes', rows: OPEN_APIS },
];
