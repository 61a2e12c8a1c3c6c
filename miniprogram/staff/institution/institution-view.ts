import type { RequestOf, ResponseOf } from '../../../protocol';

export type House = Omit<RequestOf<'staff', 'saveInstitution'>, 'requestId'>;
export type Region = ResponseOf<'staff', 'regions'>['regions'][number];
export type Campus = House['campuses'][number];

/** What is taken down before the owner has described her institution. */
export function emptyHouse(regions: readonly Region[]): House {
  return {
    ...{ name: '', licence: '', servicePhone: '', region: regions[0]?.key ?? '' },
    ...{ mode: 'pay-after', campuses: [] },
  };
}

export interface ModeChoice {
  key: House['mode'];
  name: string;
  note: string;
  on: boolean;
}

/** Both ways to take money, with what the region's rule makes of each. */
export function modeChoices(mode: House['mode'], region: Region | undefined): ModeChoice[] {
  const where = region?.name ?? '这个地区';
  return [
    {
      ...{ key: 'pay-after', name: '只先学后付', on: mode === 'pay-after' },
      note: '所有课都上完再收，不收预付款。',
    },
    {
      ...{ key: 'prepaid', name: '也可以预收', on: mode === 'prepaid' },
      note: region?.oneMode
        ? `按${where}的规定，收了预付款，所有课都不能再用先学后付。`
        : '直接支付的课可以课前收；先学后付的课照旧，上完再扣。',
    },
  ];
}

/** The rules that hold in a region, with since when. */
export function ruleRows(region: Region | undefined): { ruleId: string; text: string; note: string }[] {
  return (region?.rules ?? []).map(({ ruleId, text, from, source }) => {
    const [year, month, day] = from.split('-').map(Number);
    const since = `${year}年${month}月${day}日起`;
    return { ruleId, text, note: source === undefined ? `${since}，未查到出处` : since };
  });
}

/** What keeps the institution from being saved. */
export function houseFault({ name, campuses }: House): string | undefined {
  if (name.trim() === '') return '写一下机构名称';
  if (campuses.length === 0) return '至少要有一个校区';
  return undefined;
}

/** What keeps a campus from being taken down. */
export function campusFault(campus: Campus, others: readonly Campus[]): string | undefined {
  const name = campus.name.trim();
  if (name === '') return '写一下校区名称';
  const twice = others.some((other) => other.id !== campus.id && other.name === name);
  return twice ? '已经有叫这个名字的校区' : undefined;
}

/** The list with a campus changed, or added at its end. */
export function withCampus(campuses: readonly Campus[], campus: Campus): Campus[] {
  const known = campuses.some(({ id }) => id === campus.id);
  return known ? campuses.map((one) => (one.id === campus.id ? campus : one)) : [...campuses, campus];
}

/** The fields of what was read, and no others. */
export function houseOf(read: ResponseOf<'staff', 'readInstitution'>): House {
  const { name, licence, servicePhone, region, mode, campuses } = read;
  return { name, licence, servicePhone, region, mode, campuses };
}
