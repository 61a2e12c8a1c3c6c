/** Something on the page that a person would trip over. */
export interface Finding {
  readonly rule:
    | 'overflow'
    | 'clipped'
    | 'spilling'
    | 'overlapping'
    | 'covered'
    | 'contrast'
    | 'touch'
    | 'nameless'
    | 'words'
    | 'picture';
  /** The element, by tag, classes and words. */
  readonly where: string;
  readonly what: string;
}
