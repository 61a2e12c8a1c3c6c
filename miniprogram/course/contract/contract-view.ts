import type { CoursePage } from '../../../protocol/catalog';
import { joined } from '../../format/joined';
import { unitWords } from '../../format/unit-words';

/** One paragraph of a contract; clauses stand apart, with their number in front. */
export interface Paragraph {
  /** Place in the text, from 1. */
  at: number;
  kind: 'title' | 'clause' | 'text';
  no: string;
  text: string;
}

export interface ContractView {
  title: string;
  parties: string;
  paragraphs: Paragraph[];
  plans: { key: string; tag: string; rung: CoursePage['rungs'][number] }[];
  direct: string;
  version: string;
  /** First and last digits of the text's SHA-256, as the vouchers show it. */
  mark: string;
}

const CLAUSE = /^\s*(第[一二三四五六七八九十百]+条|[一二三四五六七八九十]+、|\d+[.、．])\s*(.*)$/;

export function contractView(course: CoursePage): ContractView {
  const { contract, institution, title, rungs } = course;
  return {
    title: `${title}先学后付合同`,
    parties: joined(institution.name, institution.licence),
    paragraphs: paragraphsOf(contract.text),
    plans: rungs.map((rung) => ({ key: rung.rungKey, tag: unitWords(rung.unit.kind).tag, rung })),
    direct: course.ordinaryPayment ? '也可以不签约，每次课上完后直接支付。' : '',
    version: `第 ${contract.version} 版`,
    mark: `${contract.hash.slice(0, 4)}…${contract.hash.slice(-4)}`,
  };
}

/** The text line by line; nothing is left out or put in. */
export function paragraphsOf(text: string): Paragraph[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index): Paragraph => {
      const at = index + 1;
      const [, no = '', rest = ''] = CLAUSE.exec(line) ?? [];
      if (no !== '') return { at, kind: 'clause', no: no.replace(/[、.．]$/, ''), text: rest };
      return { at, kind: index === 0 && line.length <= 30 ? 'title' : 'text', no: '', text: line.trim() };
    });
}
