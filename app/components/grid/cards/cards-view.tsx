import { ChevronDown, CircleAlert, Plus } from 'lucide-react';
import { memo, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import type { CellPosition, GridModel, GridViewHandle, RowView } from '../adapter';
import type { GridController } from '../controller/grid-controller';
import type { EditorSource } from '../grid';
import { shortened } from '../shortened';
import { CardFields } from './card-fields';
import styles from './cards.module.css';

export interface CardsViewProps {
  readonly model: GridModel;
  readonly controller: GridController;
  readonly source: EditorSource;
  readonly onView: (view: GridViewHandle | null) => void;
  readonly onAddRow: () => void;
  /** Removes the row of the active cell. */
  readonly onRemoveRow: () => void;
}

const ROWS_AT_ONCE = 50;

/** The first texts of a row, to tell it from others. */
const summaryOf = (view: RowView): string =>
  view.cells
    .map((cell) => cell.text)
    .filter((text) => text !== '')
    .slice(0, 3)
    .map((text) => shortened(text))
    .join(' · ');

const hasErrors = (view: RowView): boolean =>
  view.error !== null || view.cells.some((cell) => cell.error !== null);

interface SummaryProps {
  readonly view: RowView;
  readonly isOpen: boolean;
  readonly bodyId: string;
  readonly onToggle: () => void;
}

const Summary = memo(
  function Summary({ view, isOpen, bodyId, onToggle }: SummaryProps) {
    const { t } = useTranslation('filling');
    const summary = summaryOf(view);
    return (
      <button
        type="button"
        className={styles.summary}
        aria-expanded={isOpen}
        aria-controls={isOpen ? bodyId : undefined}
        onClick={onToggle}
      >
        <span className={styles.words}>
          <span className={styles.row}>{view.title ?? t('cards.row', { row: view.rowNumber })}</span>
          <span className={classNames(styles.text, summary === '' && styles.muted)}>
            {summary === '' ? t('cards.blank') : summary}
          </span>
        </span>
        {hasErrors(view) ? (
          <span className={styles.errors}>
            <CircleAlert size={18} aria-hidden />
            <span className="visually-hidden">{t('cards.hasErrors')}</span>
          </span>
        ) : null}
        <ChevronDown className={classNames(styles.arrow, isOpen && styles.turned)} size={18} aria-hidden />
      </button>
    );
  },
  (before, after) =>
    before.view === after.view && before.isOpen === after.isOpen && before.bodyId === after.bodyId,
);

/** The sheet where there is no room for a table: each row a card, one of them open, with the same editors. */
export function CardsView({ model, controller, source, onView, onAddRow, onRemoveRow }: CardsViewProps) {
  const { t } = useTranslation('filling');
  const ids = useId();
  const state = useSyncExternalStore(controller.subscribe, controller.state, controller.state);
  const [isClosed, setClosed] = useState(false);
  const [count, setCount] = useState(ROWS_AT_ONCE);
  const { rowIndex: openRow } = state.selection.active;
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = (cell: CellPosition): HTMLElement | null =>
      root.current?.querySelector<HTMLElement>(`[data-field="${cell.columnIndex}"]`) ?? null;
    onView({
      focus: () => {
        setClosed(false);
        const { active } = controller.state().selection;
        window.requestAnimationFrame(() => (field(active) ?? root.current?.querySelector('button'))?.focus());
      },
      scrollTo: (cell) => field(cell)?.scrollIntoView({ block: 'nearest' }),
      cellRect: (cell) => field(cell)?.getBoundingClientRect() ?? null,
      pageRows: () => 1,
    });
    return () => onView(null);
  }, [controller, onView]);
  const shown = Math.max(count, openRow + 1);
  const toggle = (rowIndex: number): void => {
    const isOpen = rowIndex === openRow && !isClosed;
    setClosed(isOpen);
    if (!isOpen) controller.select({ rowIndex, columnIndex: 0 });
  };
  return (
    <div ref={root} className={styles.cards}>
      <ol aria-label={t('cards.label')} className={styles.list}>
        {model.rowIds.slice(0, shown).map((id, rowIndex) => {
          const view = model.rowView(rowIndex);
          const isOpen = rowIndex === openRow && !isClosed;
          const bodyId = `${ids}-${rowIndex}`;
          return (
            <li key={id} className={classNames(styles.card, isOpen && styles.open)}>
              <Summary view={view} isOpen={isOpen} bodyId={bodyId} onToggle={() => toggle(rowIndex)} />
              {isOpen ? (
                <div id={bodyId} className={styles.body}>
                  <CardFields
                    model={model}
                    view={view}
                    rowIndex={rowIndex}
                    state={state}
                    controller={controller}
                    source={source}
                    onRemove={model.readOnly || model.hasRowTitles || view.ghost ? null : onRemoveRow}
                  />
                </div>
              ) : null}
            </li>
          );
        })}
      </ol>
      {model.rowIds.length > shown ? (
        <Button onClick={() => setCount(shown + ROWS_AT_ONCE)}>{t('cards.more')}</Button>
      ) : null}
      {model.readOnly || model.hasRowTitles ? null : (
        <Button
          icon={<Plus aria-hidden="true" />}
          onClick={() => {
            controller.select({ rowIndex: Math.max(0, model.rowIds.length - 1), columnIndex: 0 });
            setClosed(false);
            onAddRow();
          }}
        >
          {t('actions.addRow')}
        </Button>
      )}
    </div>
  );
}
