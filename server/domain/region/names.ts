import type { Region } from './rule';

/** Regions as people call them. */
export const REGION_NAMES: Record<Region, string> = {
  guangdong: '广东',
  sichuan: '四川',
  hubei: '湖北',
  shaanxi: '陕西',
  zhejiang: '浙江',
  beijing: '北京',
};

/** The name of a region; an unknown key stands for itself. */
export function regionName(key: string): string {
  return key in REGION_NAMES ? REGION_NAMES[key as Region] : key;
}
