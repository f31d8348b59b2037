import type { KeyboardEvent } from 'react';
import type { KeyPress } from './adapter';

/** What the keymap needs to know of a key. On a Mac, Command does what Ctrl does elsewhere. */
export const pressOf = (event: KeyboardEvent): KeyPress => ({
  key: event.key,
  code: event.code,
  ctrl: event.ctrlKey || event.metaKey,
  shift: event.shiftKey,
  alt: event.altKey,
});
