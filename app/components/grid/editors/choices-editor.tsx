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

/** Choosing several: typing filters, arrows move, the space bar or a click takes and gives back. */
export function ChoicesEditor(props: EditorProps) {
  const { column, state, value, options } = props;
  const { t } = useTranslation('filling');
  const listId = useId();
  const [query, setQuery] = useState(state.mode === 'type' ? state.initialText : '');
  const [marked, setMarked] = useState(0);
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    Array.isArray(value) ? value.filter((code) => typeof code === 'string') : [],
  );
  const shown = filterOptions(options, query);
  const place = Math.min(marked, shown.length - 1);
  // Codes that are not offered any more are not lost by opening the list.
  const inListOrder = (codes: readonly string[]): string[] => [
    ...options.map((option) => option.value).filter((code) => codes.includes(code)),
    ...codes.filter((code) => !options.some((option) => option.value === code)),
  ];
  const [isTouched, setTouched] = useState(false);
  const current = (): Committed | null => {
    const typed = query.trim();
    const picked = typed === '' ? undefined : shown[place]?.value;
    if (picked !== undefined) return { kind: 'value', value: inListOrder([...new Set([...chosen, picked])]) };
    if (typed !== '') {
      const labels = chosen.map((code) => options.find((option) => option.value === code)?.label ?? code);
      return { kind: 'text', text: [...labels, typed].join('; ') };
    }
    return isTouched ? { kind: 'value', value: chosen.length > 0 ? inListOrder(chosen) : null } : null;
  };
  const { field, onKeyDown, onBlur } = useEditor<HTMLInputElement>(props, current);
  const toggle = (index: number): void => {
    const code = shown[index]?.value;
    if (code === undefined) return;
    setChosen(chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code]);
    setQuery('');
    setTouched(true);
  };
  const onListKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key] ?? 0;
    if (step === 0 && event.key !== ' ') return;
    event.preventDefault();
    if (event.key === ' ') toggle(place);
    else setMarked(Math.max(0, Math.min(shown.length - 1, place + step)));
  };
  return (
    <>
      <input
        ref={field}
        className={styles.field}
        value={query}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('list.chosen', { count: chosen.length })}
        aria-label={column.title}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-autocomplete="list"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={place >= 0 ? `${listId}-${place}` : undefined}
        onChange={(event) => {
          setQuery(event.target.value);
          setMarked(0);
        }}
        onBlur={onBlur}
        onKeyDown={(event) => {
          if (!onKeyDown(event, true)) onListKey(event);
        }}
      />
      <Popup className={styles.list}>
        <OptionList
          id={listId}
          label={column.title}
          options={shown}
          marked={place}
          chosen={chosen}
          multiple
          onPick={toggle}
        />
        {shown.length === 0 ? <p className={styles.empty}>{t('list.nothing')}</p> : null}
      </Popup>
    </>
  );
}
