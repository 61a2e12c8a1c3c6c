import { type Problem, problemText } from '../build/problem';
import { h } from '../runtime/element';
import type { Problems, RuntimeProblem } from '../runtime/problems';
import type { PhoneServer } from '../runtime/server-link';

interface SourceLine {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Says what is wrong with the Mini Program: problems of the build with file and line, errors while it runs
 * with the lines of source behind them, and everything it asked for that the phone lacks.
 */
export class ProblemPanel {
  private readonly list = h('ol', { class: 'problem-list' });
  private readonly badge: HTMLButtonElement;
  private readonly close: HTMLButtonElement;
  private readonly panel: HTMLElement;
  private build: readonly Problem[] = [];
  private readonly running: { text: string; level: string }[] = [];

  constructor(
    private readonly server: PhoneServer,
    parent: HTMLElement,
  ) {
    this.badge = h('button', { class: 'problem-badge', hidden: true, onclick: () => this.toggle(true) });
    this.close = h('button', { class: 'problem-close', onclick: () => this.toggle(false) }, '收起');
    this.panel = h(
      'section',
      { class: 'problem-panel', hidden: true, 'aria-label': '问题' },
      h('header', {}, h('h2', {}, '问题'), this.close),
      this.list,
    );
    this.panel.addEventListener('keydown', ({ key }) => key === 'Escape' && this.toggle(false));
    parent.append(h('div', { 'aria-live': 'polite' }, this.badge), this.panel);
  }

  /**
   * What the last build found. An error opens the panel, since the page behind it is not what was written;
   * inside the workbench, that has a card for it.
   */
  showBuild(problems: readonly Problem[]): void {
    this.build = problems.filter(
      ({ file, level }) => level === 'error' || !/node_modules|miniprogram_npm/.test(file),
    );
    this.draw();
    for (const problem of this.build) {
      this.server.tell({ type: 'problem', level: problem.level, text: problemText(problem) });
    }
    const embedded = window.parent !== window;
    if (!embedded && this.build.some(({ level }) => level === 'error')) this.toggle(true);
  }

  follow(problems: Problems): void {
    problems.onProblem((problem) => void this.add(problem));
  }

  private async add(problem: RuntimeProblem): Promise<void> {
    const entry = { level: problem.level, text: problem.message };
    this.running.push(entry);
    this.draw();
    const lines = await sourceLines(problem.stack);
    const [first, ...more] = lines
      .filter(({ file }) => !file.includes('node_modules'))
      .concat(lines)
      .slice(0, 4);
    if (first !== undefined) {
      const places = [first, ...more].map(({ file, line, column }) => `${file}:${line}:${column}`);
      entry.text = `${problem.message}\n${[...new Set(places)].join('\n')}`;
      this.draw();
    }
    this.server.tell({ type: 'problem', level: entry.level, text: entry.text });
  }

  private draw(): void {
    const entries = [
      ...this.build.map((problem) => ({ level: problem.level, text: problemText(problem) })),
      ...this.running,
    ];
    const errors = entries.filter(({ level }) => level === 'error').length;
    this.badge.hidden = entries.length === 0 || !this.panel.hidden;
    this.badge.classList.toggle('problem-error', errors > 0);
    this.badge.textContent = errors > 0 ? `${errors} 个错误` : `${entries.length} 个提示`;
    this.list.replaceChildren(
      ...entries.map(({ level, text }) => h('li', { class: `problem problem-${level}` }, text)),
    );
  }

  private toggle(open: boolean): void {
    this.panel.hidden = !open;
    this.draw();
    if (document.hasFocus()) (open ? this.close : this.badge).focus();
  }
}

async function sourceLines(stack: string): Promise<SourceLine[]> {
  if (!stack.includes('/app.js')) return [];
  try {
    const response = await fetch('/where', { method: 'POST', body: stack });
    const lines: SourceLine[] = await response.json();
    return lines;
  } catch {
    return [];
  }
}
