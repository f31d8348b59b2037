import { formatDate, readDate } from 'engine';
import { CalendarDays } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Calendar } from './calendar';
import { clampDate, shiftDays, shiftMonths } from './month';
import { Popup } from './popup';
import type { EditorProps } from './types';
import { useEditor } from './use-editor';
import styles from './editors.module.css';

const moves: Readonly<Record<string, (date: string) => string>> = {
  ArrowLeft: (date) => shiftDays(date, -1),
  ArrowRight: (date) => shiftDays(date, 1),
  ArrowUp: (date) => shiftDays(date, -7),
  ArrowDown: (date) => shiftDays(date, 7),
  PageUp: (date) => shiftMonths(date, -1),
  PageDown: (date) => shiftMonths(date, 1),
};

/** A date, typed or picked. While the calendar is open, arrows move in it and Enter takes the day. */
export function DateEditor(props: EditorProps) {
  const { column, state, value, min, max, today } = props;
  const { t } = useTranslation('filling');
  const calendarId = useId();
  const [text, setText] = useState(state.initialText);
  const [isOpen, setOpen] = useState(state.openPopup || (state.mode === 'edit' && state.initialText === ''));
  const held = typeof value === 'string' ? value : null;
  const [moved, setMoved] = useState<string | null>(null);
  const marked = moved ?? readDate(text) ?? held ?? clampDate(today, min, max);
  const { field, onKeyDown, onBlur, finish } = useEditor<HTMLInputElement>(props, () =>
    isOpen && moved !== null ? { kind: 'value', value: moved } : { kind: 'text', text },
  );
  const onCalendarKey = (event: KeyboardEvent): void => {
    if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault();
      return setOpen(true);
    }
    const move = isOpen && !event.shiftKey && !event.ctrlKey ? moves[event.key] : undefined;
    if (!move) return;
    event.preventDefault();
    const date = clampDate(move(marked), min, max);
    setMoved(date);
    setText(formatDate(date));
  };
  return (
    <>
      <input
        ref={field}
        className={styles.field}
        value={text}
        role="combobox"
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('calendar.format')}
        aria-label={column.title}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-haspopup="grid"
        aria-expanded={isOpen}
        aria-controls={calendarId}
        aria-activedescendant={isOpen ? `${calendarId}-${marked}` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setMoved(null);
        }}
        onBlur={onBlur}
        onKeyDown={(event) => {
          if (!onKeyDown(event, isOpen)) onCalendarKey(event);
        }}
      />
      <button
        type="button"
        tabIndex={-1}
        className={styles.button}
        aria-label={t('calendar.open')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setOpen(!isOpen)}
      >
        <CalendarDays size={16} aria-hidden />
      </button>
      {isOpen ? (
        <Popup className={styles.month}>
          <Calendar
            id={calendarId}
            marked={marked}
            chosen={held}
            today={today}
            min={min}
            max={max}
            onMark={(date) => setMoved(date)}
            onPick={(date) => finish({ kind: 'value', value: date }, { kind: 'enter', back: false })}
          />
        </Popup>
      ) : null}
    </>
  );
}
