import type { ClipboardEvent, FormEvent, KeyboardEvent } from 'react';
import { forwardRef } from 'react';
import type { GridGestures } from '../adapter';
import { pressOf } from '../press';
import { clipboardText } from './clipboard-data';
import styles from './table.module.css';

interface FocusAreaProps {
  readonly gestures: GridGestures;
  /** Alt+Shift+Down: as wide as what stands in the column. */
  readonly onFit: () => void;
  /** Before a key changes the width of columns. */
  readonly onWiden?: () => void;
  readonly gridId: string;
  readonly activeId: string;
  readonly label: string;
}

/**
 * The one field that holds the focus of the grid: keys, the clipboard and composed text arrive here. It points to the
 * active cell for screen readers. `inputMode="none"` keeps the keyboard of a phone away.
 */
export const FocusArea = forwardRef<HTMLTextAreaElement, FocusAreaProps>(function FocusArea(
  { gestures, onFit, onWiden, gridId, activeId, label },
  ref,
) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const press = pressOf(event);
    const isOfWidth = press.alt && press.shift && !press.ctrl;
    const isFit = isOfWidth && press.key === 'ArrowDown';
    if (isOfWidth && (press.key === 'ArrowLeft' || press.key === 'ArrowRight')) onWiden?.();
    if (isFit) onFit();
    if (isFit || gestures.keyDown(press)) event.preventDefault();
  };
  const onInput = (event: FormEvent<HTMLTextAreaElement>): void => {
    const field = event.currentTarget;
    if (event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing) return;
    const text = field.value;
    field.value = '';
    if (text !== '') gestures.text(text);
  };
  const put = (event: ClipboardEvent, take: () => string): void => {
    event.preventDefault();
    // Before a cut clears the cells.
    const html = gestures.copyHtml?.();
    event.clipboardData.setData('text/plain', take());
    if (html !== undefined) event.clipboardData.setData('text/html', html);
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
      onCopy={(event) => put(event, gestures.copy)}
      onCut={(event) => put(event, gestures.cut)}
      onPaste={(event) => {
        event.preventDefault();
        gestures.paste(clipboardText(event.clipboardData));
      }}
    />
  );
});
