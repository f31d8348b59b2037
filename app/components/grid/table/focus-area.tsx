import type { ClipboardEvent, FormEvent, KeyboardEvent } from 'react';
import { forwardRef } from 'react';
import type { GridGestures } from '../adapter';
import { pressOf } from '../press';
import styles from './table.module.css';

interface FocusAreaProps {
  readonly gestures: GridGestures;
  readonly gridId: string;
  readonly activeId: string;
  readonly label: string;
}

/**
 * The one field that holds the focus of the grid: keys, the clipboard and composed text arrive here. It points to the
 * active cell for screen readers. `inputMode="none"` keeps the keyboard of a phone away.
 */
export const FocusArea = forwardRef<HTMLTextAreaElement, FocusAreaProps>(function FocusArea(
  { gestures, gridId, activeId, label },
  ref,
) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (gestures.keyDown(pressOf(event))) event.preventDefault();
  };
  const onInput = (event: FormEvent<HTMLTextAreaElement>): void => {
    const field = event.currentTarget;
    if (event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing) return;
    const text = field.value;
    field.value = '';
    if (text !== '') gestures.text(text);
  };
  const put = (event: ClipboardEvent, text: string): void => {
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
  };
  return (
    <textarea
      ref={ref}
      className={styles.focus}
      rows={1}
      inputMode="none"
      autoComplete="off"
      spellCheck={false}
      aria-label={label}
      aria-controls={gridId}
      aria-activedescendant={activeId}
      onKeyDown={onKeyDown}
      onInput={onInput}
      onCopy={(event) => put(event, gestures.copy())}
      onCut={(event) => put(event, gestures.cut())}
      onPaste={(event) => {
        event.preventDefault();
        gestures.paste(event.clipboardData.getData('text/plain'));
      }}
    />
  );
});
