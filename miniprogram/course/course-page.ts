import type { CoursePage } from '../../protocol/catalog';
import { read } from '../api/call';

/**
 * The course as its learners read it, or its saved draft as they will, for staff only.
 * @throws Failure
 */
export function readCoursePage(courseId: string, preview: boolean): Promise<CoursePage> {
  return preview ? read('staff', 'previewCourse', { courseId }) : read('catalog', 'read', { courseId });
}
