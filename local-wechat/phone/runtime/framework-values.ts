import type { BackendMode, EventBubbleStatus, StyleSegmentIndex } from 'glass-easel';

// The framework declares these as const enums, which exist only while it is compiled itself. TypeScript
// checks the numbers.

export const DOMLIKE = 3 satisfies BackendMode.Domlike;
export const NO_DEFAULT = 1 satisfies EventBubbleStatus.NoDefault;
/** The part of an element's style and classes that animations own. */
export const ANIMATION_SEGMENT = 2 satisfies StyleSegmentIndex.ANIMATION_EXTRA;
/** The part of an element's style and classes that WXS owns. */
export const WXS_SEGMENT = 1 satisfies StyleSegmentIndex.TEMPLATE_EXTRA;
/** The part of an element's style and classes that the built-in itself owns. */
export const BUILTIN_SEGMENT = 3 satisfies StyleSegmentIndex.TEMP_EXTRA;
