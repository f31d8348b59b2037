import type { GridSheet } from 'engine';
import { CircleAlert } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names';
import { HintMark } from '../../ui/hint-mark';
import styles from './filling.module.css';

interface SheetTabsProps {
  readonly sheets: readonly GridSheet[];
  readonly current: string;
  readonly panelId: string;
  readonly errorsOf: (sheet: string) => number;
  readonly onOpen: (sheet: string) => void;
}

/** The sheets; an icon at the right of a name holds the sheet's hint. */
export function SheetTabs({ sheets, current, panelId, errorsOf, onOpen }: SheetTabsProps) {
  const { t } = useTranslation('filling');
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = sheets.findIndex((sheet) => sheet.id === current);
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      Home: 0,
      End: sheets.length - 1,
    };
    const next = sheets[steps[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    onOpen(next.id);
    list.current?.querySelector<HTMLElement>(`[data-sheet="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div ref={list} className={styles.tabs}>
      {/* A list of tabs may own nothing but tabs, and the hints stand between them. */}
      <span
        role="tablist"
        aria-label={t('sheets.label')}
        aria-owns={sheets.map((sheet) => `${panelId}-${sheet.id}`).join(' ')}
      />
      {sheets.map((sheet) => {
        const errors = errorsOf(sheet.id);
        const isCurrent = sheet.id === current;
        return (
          <span key={sheet.id} className={classNames(styles.tabBox, isCurrent && styles.tabCurrent)}>
            <button
              type="button"
              role="tab"
              id={`${panelId}-${sheet.id}`}
              className={styles.tab}
              data-sheet={sheet.id}
              aria-selected={isCurrent}
              aria-controls={panelId}
              tabIndex={isCurrent ? 0 : -1}
              onClick={() => onOpen(sheet.id)}
              onKeyDown={onKeyDown}
            >
              {sheet.title}
              {errors > 0 ? (
                <span className={styles.tabErrors}>
                  <CircleAlert size={14} aria-hidden />
                  <span aria-hidden>{errors}</span>
                  <span className="visually-hidden">{t('sheets.errors', { count: errors })}</span>
                </span>
              ) : null}
            </button>
            {sheet.hint === null ? null : (
              <HintMark label={t('hint.sheet', { title: sheet.title })}>{sheet.hint}</HintMark>
            )}
          </span>
        );
      })}
    </div>
  );
}
