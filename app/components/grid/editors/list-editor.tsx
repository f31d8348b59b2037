import { ChevronDown } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Committed } from '../controller/grid-controller';
import { filterOptions } from './filter-options';
import { OptionList } from './option-list';
import { Popup } from './popup';
import type { EditorProps } from './types';
import { useEditor } from './use-editor';
import styles from './editors.module.css';

const keyOf = (value: EditorProps['value']): string => (typeof value === 'boolean' ? String(value) : '');

/** Choosing from a list: typing filters it by label or code; what is not in it is kept as typed. */
export function ListEditor(props: EditorProps) {
  const { column, state, value, options } = props;
  const { t } = useTranslation('filling');
  const listId = useId();
  const [text, setText] = useState(state.initialText);
  const [isTyped, setTyped] = useState(state.mode === 'type');
  const [isOpen, setOpen] = useState(true);
  const shown = isTyped ? filterOptions(options, text) : options;
  const held = typeof value === 'string' ? value : keyOf(value);
  const [marked, setMarked] = useState(() => shown.findIndex((option) => option.value === held));
  const place = isTyped && marked < 0 && text.trim() !== '' ? 0 : Math.min(marked, shown.length - 1);

  const picked = (index: number): Committed | null => {
    const option = shown[index];
    if (!option) return null;
    return { kind: 'value', value: column.type === 'boolean' ? option.value === 'true' : option.value };
  };
  const current = (): Committed => {
    const isPicking = isTyped ? text.trim() !== '' : marked >= 0 && shown[marked]?.value !== held;
    return (isPicking && isOpen ? picked(place) : null) ?? { kind: 'text', text };
  };
  const { field, onKeyDown, onBlur, finish } = useEditor<HTMLInputElement>(props, current);

  const onListKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key] ?? 0;
    if (step === 0) return;
    event.preventDefault();
    if (!isOpen) return setOpen(true);
    setMarked(Math.max(0, Math.min(shown.length - 1, place + step)));
  };

  return (
    <>
      <input
        ref={field}
        className={styles.field}
        value={text}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={column.title}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && place >= 0 ? `${listId}-${place}` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setTyped(true);
          setMarked(-1);
          setOpen(true);
        }}
        onBlur={onBlur}
        onKeyDown={(event) => {
          if (!onKeyDown(event, isOpen)) onListKey(event);
        }}
      />
      <ChevronDown className={styles.icon} size={16} aria-hidden />
      {isOpen ? (
        <Popup className={styles.list}>
          <OptionList
            id={listId}
            label={column.title}
            options={shown}
            marked={place}
            chosen={[held]}
            multiple={false}
            onPick={(index) => finish(picked(index), { kind: 'enter', back: false })}
          />
          {shown.length === 0 ? <p className={styles.empty}>{t('list.nothing')}</p> : null}
        </Popup>
      ) : null}
    </>
  );
}
