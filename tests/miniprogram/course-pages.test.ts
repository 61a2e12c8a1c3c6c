import { priceListView } from '../../miniprogram/components/price-list/price-list-view';
import { contractView, paragraphsOf } from '../../miniprogram/course/contract/contract-view';
import { contractNote, detailView, rhythmOf } from '../../miniprogram/course/detail/detail-view';
import { coursePage, PER_CLASS, STAGES, WHOLE } from './course-fixture';

describe('the price list', () => {
  test('equal prices fold into one row, and the whole stands below', () => {
    const { rows, totalFen, note } = priceListView(PER_CLASS);
    expect(rows).toEqual([{ no: 1, name: '第1–20次课', note: '', times: '20 ×', priceFen: 12_000 }]);
    expect(totalFen).toBe(240_000);
    expect(note).toBe('20 个扣费节点，签约后不涨价');
  });

  test('a remainder that went to the first class is its own row', () => {
    const [first, ...rest] = PER_CLASS.units;
    if (first === undefined) throw new Error('no unit');
    const { rows } = priceListView({ ...PER_CLASS, units: [{ ...first, priceFen: 12_003 }, ...rest] });
    expect(rows.map(({ name, times, priceFen }) => [name, times, priceFen])).toEqual([
      ['第1次课', '', 12_003],
      ['第2–20次课', '19 ×', 12_000],
    ]);
  });

  test('each stage has its row, with the classes it pays for', () => {
    expect(priceListView(STAGES).rows.map(({ name, note }) => [name, note])).toEqual([
      ['第1阶段', '1–8 次课'],
      ['第2阶段', '9–16 次课'],
      ['第3阶段', '17–20 次课'],
    ]);
  });

  test('classes that the name tells are not told again', () => {
    const units = STAGES.units.map((unit) => ({ ...unit, name: `第${unit.no}阶段（第1–8次课）` }));
    expect(priceListView({ ...STAGES, units }).rows.map(({ note }) => note)).toEqual(['', '', '']);
  });

  test('the whole course is one row, charged at once', () => {
    const { rows, note } = priceListView(WHOLE);
    expect(rows).toMatchObject([{ name: '全部课程', note: '20 次课', priceFen: 240_000 }]);
    expect(note).toBe('一次扣清');
  });
});

describe('the course page', () => {
  test('says what is sold, where, and both ways to pay', () => {
    expect(detailView(coursePage())).toMatchObject({
      amountLine: '20 次课 · 每次 90 分钟',
      whereLine: '青禾书法 · 天河校区',
      ordinary: { shown: true, priceFen: 12_000 },
      rungTabs: [
        { key: 'class', name: '每次课扣费' },
        { key: 'whole', name: '学完整课扣费' },
      ],
      onSale: true,
    });
  });

  test('finds the rhythm of the timetable', () => {
    const at = (day: string) => ({
      startsAt: `2026-11-${day}T19:00:00+08:00`,
      endsAt: `2026-11-${day}T20:00:00+08:00`,
      place: '',
      online: false,
    });
    expect(rhythmOf({ coming: [at('25'), at('28'), at('02'), at('05')] })).toBeUndefined();
    expect(rhythmOf({ coming: [at('18'), at('21'), at('25'), at('28')] })).toBe('每周三、周六');
  });

  test('one rung needs no tabs, and what the institution has not said is left out', () => {
    const view = detailView(
      coursePage({
        rungs: [PER_CLASS],
        institution: { name: '青禾书法', licence: '', servicePhone: '' },
        teacherName: '',
      }),
    );
    expect(view.rungTabs).toEqual([]);
    expect(view.facts.map(({ name }) => name)).toEqual(['适合', '每次', '机构']);
  });

  test('a lesson on demand speaks of no roll call', () => {
    const view = detailView(coursePage({ mode: 'on-demand' }));
    expect(JSON.stringify(view)).not.toMatch(/点名|缺课/);
  });

  test('an online class shows no link', () => {
    const [cls] = coursePage().coming;
    if (cls === undefined) throw new Error('no class');
    const view = detailView(coursePage({ coming: [{ ...cls, online: true, place: '' }] }));
    expect(view.times).toEqual([{ when: '11月25日 周三 19:00–20:30', where: '线上' }]);
  });
});

describe('the contract', () => {
  test('is shown clause by clause with nothing left out', () => {
    const { text } = coursePage().contract;
    const paragraphs = paragraphsOf(text);
    expect(paragraphs.map(({ kind }) => kind)).toEqual(['title', 'clause', 'clause', 'clause']);
    const shown = paragraphs.map(({ no, text: words }) => no + words).join('');
    expect(shown).toBe(text.replace(/[\s、]/g, ''));
  });

  test('names its version and clauses, and carries the price list of every rung', () => {
    expect(contractNote(coursePage().contract)).toBe('第 3 版 · 3 条 · 价格已填好');
    expect(contractView(coursePage())).toMatchObject({
      version: '第 3 版',
      mark: 'ab12…ab12',
      plans: [{ key: 'class' }, { key: 'whole' }],
    });
  });

  test('a text without clauses is not counted', () => {
    expect(contractNote({ version: 1, text: '就这样。' })).toBe('第 1 版 · 价格已填好');
  });
});
