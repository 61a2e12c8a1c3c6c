import type { BuiltApp } from './built-app';
import type { Theme } from './page-styles';

/** Which theme the phone shows, and the variables of theme.json that depend on it. */
export class ThemeState {
  private readonly listeners: (() => void)[] = [];
  /** What the person has chosen on the phone; a Mini Program without `darkmode` never learns of it. */
  private chosen: Theme = 'light';

  constructor(private readonly built: BuiltApp) {}

  get current(): Theme {
    return this.built.app.darkmode === true ? this.chosen : 'light';
  }

  get chosenTheme(): Theme {
    return this.chosen;
  }

  choose(theme: Theme): void {
    if (theme === this.chosen) return;
    const before = this.current;
    this.chosen = theme;
    if (this.current !== before) for (const listener of this.listeners) listener();
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Value of a colour in JSON: `@name` stands for a variable of theme.json. */
  resolve(value: string | undefined): string | undefined {
    if (value?.startsWith('@') !== true) return value;
    return this.built.theme[this.current]?.[value.slice(1)];
  }

  pageBackground(): string {
    return this.current === 'dark' ? '#191919' : '#ffffff';
  }
}
