import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { shortened } from '../shortened';
import { shownCode } from './filter-options';
import type { EditorOption } from './types';
import { classNames } from '../../ui/class-names';
import styles from './editors.module.css';

interface OptionListProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly EditorOption[];
  /** Place of the option that Enter takes; -1 for none. */
  readonly marked: number;
  readonly chosen: readonly string[];
  readonly multiple: boolean;
  readonly onPick: (index: number) => void;
}

/** More would only slow down typing; who looks for one of thousands types a part of its name. */
const SHOWN_AT_MOST = 200;

/** The options of a list; the focus stays in the field above it. */
export function OptionList({ id, label, options, marked, chosen, multiple, onPick }: OptionListProps) {
  const { t } = useTranslation('filling');
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[marked]?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  return (
    <>
      <ul
        ref={list}
        id={id}
        role="listbox"
        className={styles.options}
        aria-label={label}
        aria-multiselectable={multiple}
      >
        {options.slice(0, SHOWN_AT_MOST).map((option, index) => {
          const code = shownCode(option);
          const isChosen = chosen.includes(option.value);
          return (
            // Keys are handled by the field that owns the list.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={option.value}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={isChosen}
              className={classNames(styles.option, index === marked && styles.marked)}
              onClick={() => onPick(index)}
            >
              <Check className={styles.check} size={16} aria-hidden />
              {code === null ? null : <bdi className={styles.code}>{shortened(code)}</bdi>}
              <bdi className={styles.label}>{shortened(option.label)}</bdi>
            </li>
          );
        })}
      </ul>
      {options.length > SHOWN_AT_MOST ? (
        <p className={styles.empty}>{t('list.more', { count: options.length - SHOWN_AT_MOST })}</p>
      ) : null}
    </>
  );
}
