export type Theme = 'light' | 'dark';

const DARK_QUERY = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g;

/**
 * The style sheets of one page, written into one `<style>`. Which theme the phone has is decided by the phone
 * and not by the computer it runs on, so the media query is answered here.
 */
export class PageStyles {
  private readonly paths: (string | undefined)[] = [];
  private readonly element: HTMLStyleElement;
  private flushed = false;
  theme: Theme = 'light';

  constructor(
    doc: Document,
    private readonly texts: Record<string, string>,
  ) {
    this.element = doc.createElement('style');
    doc.head.append(this.element);
  }

  /** Adds a style sheet once; it takes effect with `flush`, or at once when the page is already shown. */
  add(path: string): number {
    const known = this.paths.indexOf(path);
    if (known >= 0) return known;
    this.paths.push(path);
    if (this.flushed) this.flush();
    return this.paths.length - 1;
  }

  remove(index: number): void {
    this.paths[index] = undefined;
    this.flush();
  }

  flush(): void {
    this.flushed = true;
    const css = this.paths.map((path) => (path === undefined ? '' : (this.texts[path] ?? ''))).join('\n');
    this.element.textContent = css.replace(DARK_QUERY, (_all, wanted: string) =>
      wanted === this.theme ? '(min-width: 0px)' : '(max-width: 0px)',
    );
  }

  setTheme(theme: Theme): void {
    if (theme === this.theme) return;
    this.theme = theme;
    if (this.flushed) this.flush();
  }
}
