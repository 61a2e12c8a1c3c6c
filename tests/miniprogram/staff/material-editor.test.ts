import {
  edited,
  itemFault,
  type Material,
  materialRows,
  moved,
  titleOfFile,
} from '../../../miniprogram/staff/material-editor/material-editor-view';

const MATERIAL: Material = [
  { kind: 'text', title: '带什么', text: '毛笔、墨\n毡子' },
  { kind: 'image', title: '教室', fileId: 'cloud://env.bucket/material/room.jpg' },
  { kind: 'pdf', title: '字帖', fileId: 'cloud://env.bucket/material/copy.pdf' },
];

describe('the material of a class', () => {
  test('is listed with what each piece is', () => {
    expect(materialRows(MATERIAL).map(({ title, note }) => [title, note])).toEqual([
      ['带什么', '毛笔、墨'],
      ['教室', '图片'],
      ['字帖', 'PDF'],
    ]);
  });

  test('is put in another order, and nothing gets lost at the ends', () => {
    expect(moved(MATERIAL, 2, 0).map(({ title }) => title)).toEqual(['字帖', '带什么', '教室']);
    expect(moved(MATERIAL, 0, -1)).toBe(MATERIAL);
    expect(moved(MATERIAL, 2, 3)).toBe(MATERIAL);
  });

  test('needs a name, and words need words', () => {
    expect(itemFault({ title: ' ', text: '毛笔' }, 'text')).toBe('写上名称，学员看得到。');
    expect(itemFault({ title: '带什么', text: '' }, 'text')).toBe('写上内容。');
    expect(itemFault({ title: '字帖', text: '' }, 'pdf')).toBeUndefined();
  });

  test('a file keeps its file when it gets another name', () => {
    const [, picture] = MATERIAL;
    if (picture === undefined) throw new Error('no picture');
    expect(edited(picture, { title: ' 三号教室 ', text: '不用' })).toEqual({ ...picture, title: '三号教室' });
  });

  test('a file is called as it was called in the chat', () => {
    expect(titleOfFile('兰亭序 第一页.pdf')).toBe('兰亭序 第一页');
    expect(titleOfFile('.pdf')).toBe('资料');
    expect(titleOfFile(`${'长'.repeat(80)}.pdf`)).toHaveLength(60);
  });
});
