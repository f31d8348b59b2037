import { useLayoutEffect, useState } from 'react';
import type { EditorProps } from './types';
import { useEditor } from './use-editor';
import { classNames } from '../../ui/class-names';
import styles from './editors.module.css';

function growToContent(element: HTMLElement): void {
  element.style.height = 'auto';
  element.style.height = `${element.scrollHeight}px`;
}

/** Text and numbers. Alt+Enter begins a new line in a text, as in Excel. */
export function TextEditor(props: EditorProps) {
  const { column, state } = props;
  const [text, setText] = useState(state.initialText);
  const { field, onKeyDown, onBlur } = useEditor<HTMLTextAreaElement>(props, () => ({ kind: 'text', text }));
  const isNumber = column.type === 'integer' || column.type === 'number';
  useLayoutEffect(() => {
    if (field.current && !isNumber) growToContent(field.current);
  }, [field, isNumber, text]);
  return (
    <textarea
      ref={field}
      className={classNames(styles.field, isNumber && styles.number)}
      rows={1}
      value={text}
      inputMode={column.type === 'integer' ? 'numeric' : isNumber ? 'decimal' : 'text'}
      autoComplete="off"
      spellCheck={!isNumber}
      aria-label={column.title}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || undefined}
      onChange={(event) => setText(event.target.value)}
      onBlur={onBlur}
      onKeyDown={(event) => {
        if (onKeyDown(event, false) || event.key !== 'Enter' || !event.altKey || isNumber) return;
        event.preventDefault();
        const { selectionStart, selectionEnd } = event.currentTarget;
        setText(`${text.slice(0, selectionStart)}\n${text.slice(selectionEnd)}`);
      }}
    />
  );
}
