import type { ClassPage } from './roll-call-view';

/** A class as it was last read, so that its roll can be called where there is no network. */
interface KeptClass {
  readAt: number;
  page: ClassPage;
}

const KEY = 'staff.kept-classes';
/** A day's classes of one teacher, and some. */
const MOST = 12;
/** Names of students don't stay on a phone longer, ms. */
const KEPT_FOR = 3 * 86_400_000;

/** @param now ms since 1970 */
export function keepClass(page: ClassPage, now: number): void {
  const others = keptClasses(now).filter(({ page: other }) => other.class.classId !== page.class.classId);
  wx.setStorageSync(KEY, [{ readAt: now, page }, ...others].slice(0, MOST));
}

/** @param now ms since 1970 */
export function keptClass(classId: string, now: number): KeptClass | undefined {
  return keptClasses(now).find(({ page }) => page.class.classId === classId);
}

function keptClasses(now: number): KeptClass[] {
  const kept = (wx.getStorageSync(KEY) || []) as KeptClass[];
  return kept.filter(({ readAt }) => now - readAt < KEPT_FOR);
}
