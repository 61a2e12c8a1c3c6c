import type { ResponseOf } from '../../../protocol';
import { byCategory, categoryName } from '../../domain/course/categories';
import { regionName } from '../../domain/region/names';
import type { Ports } from '../ports';
import { onSale } from './listed-course';

/** What the catalogue can be filtered by: regions and categories that have a course on sale, with their names. */
export async function readShelves(ports: Ports): Promise<ResponseOf<'catalog', 'shelves'>> {
  const courses = await onSale(ports);
  const regions = [...new Set(courses.map(({ region }) => region))].sort();
  const categories = [...new Set(courses.map(({ category }) => category))].sort(byCategory);
  return {
    regions: regions.map((key) => ({ key, name: regionName(key) })),
    categories: categories.map((key) => ({ key, name: categoryName(key) })),
  };
}
