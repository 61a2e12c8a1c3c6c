import { byCategory, categoryName } from '../../../server/domain/course/categories';

test('known categories come as they are offered, those an institution made up after them by their letters', () => {
  const keys = ['zither', 'other', 'abacus', 'music', 'calligraphy', 'constructor', 'abacus'];
  expect(keys.sort(byCategory)).toEqual([
    ...['calligraphy', 'music', 'other', 'abacus', 'abacus', 'constructor', 'zither'],
  ]);
});

test('a category that an institution made up is called by its key, whatever it is', () => {
  expect(['music', 'zither', 'constructor'].map(categoryName)).toEqual(['音乐', 'zither', 'constructor']);
});
