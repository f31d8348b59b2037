import { CircleAlert, MessageSquareText, Trash2, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { HintMark } from '../../ui/hint-mark';
import type { CellView, GridColumn, GridModel, KeyPress, RowView } from '../adapter';
import type { GridController, GridState } from '../controller/grid-controller';
import type { Command } from '../controller/keymap';
import { CellEditor } from '../editors/cell-editor';
import type { EditorSource } from '../grid';
import { HINT_SIGNS, shortened } from '../shortened';
import styles from './cards.module.css';

interface CardFieldsProps {
  readonly model: GridModel;
  readonly view: RowView;
  readonly rowIndex: number;
  readonly state: GridState;
  readonly controller: GridController;
  readonly source: EditorSource;
  /** `null` where rows are given. */
  readonly onRemove: (() => void) | null;
}

interface ValueProps {
  readonly cell: CellView;
  readonly column: GridColumn;
  readonly describedBy: string | undefined;
  readonly columnIndex: number;
  readonly readOnly: boolean;
  readonly onOpen: () => void;
}

/** The value of a field; pressing it opens its editor. */
function Value({ cell, column, describedBy, columnIndex, readOnly, onOpen }: ValueProps) {
  const isFixed = readOnly || cell.readOnly || cell.computed || cell.notEnabled;
  const text = shortened(cell.text === '' ? cell.placeholder : cell.text, HINT_SIGNS);
  const className = classNames(
    styles.value,
    cell.text === '' && styles.muted,
    isFixed && styles.fixed,
    cell.error !== null && styles.wrong,
  );
  if (isFixed) {
    return (
      <p className={className} aria-describedby={describedBy}>
        {text === '' ? '—' : text}
      </p>
    );
  }
  return (
    <button
      type="button"
      className={className}
      data-field={columnIndex}
      aria-label={`${column.title}: ${text}`}
      aria-describedby={describedBy}
      onClick={onOpen}
    >
      {text}
    </button>
  );
}

/** What a reviewer says. */
function Remark({ children }: { readonly children: string }) {
  return (
    <p className={styles.remark}>
      <MessageSquareText size={16} aria-hidden />
      {children}
    </p>
  );
}

/** In a card, Enter goes to the next field and not to the next row. */
const toNextField = (command: Command | null): Command | null =>
  command?.kind === 'enter' ? { kind: 'tab', back: command.back } : command;

/** All cells of a row as fields, one under the other. */
export function CardFields({ model, view, rowIndex, state, controller, source, onRemove }: CardFieldsProps) {
  const { t } = useTranslation('filling');
  const ids = useId();
  const list = useRef<HTMLDListElement>(null);
  const { editor } = state;
  const { active } = state.selection;
  const wasEditing = useRef(false);
  useEffect(() => {
    // The editor has taken its place in the page along; the focus goes on from the field after it.
    if (wasEditing.current && !editor && document.activeElement === document.body) {
      list.current?.querySelector<HTMLElement>(`[data-field="${active.columnIndex}"]`)?.focus();
    }
    wasEditing.current = editor !== null;
  }, [editor, active.columnIndex]);
  const keys = (press: KeyPress, popup: boolean): Command | null =>
    toNextField(controller.editorKey(press, popup));
  return (
    <>
      {view.error ? (
        <p className={styles.error}>
          <CircleAlert size={16} aria-hidden />
          {view.error}
        </p>
      ) : null}
      {view.remark === null ? null : <Remark>{view.remark}</Remark>}
      <dl ref={list} className={styles.fields}>
        {model.columns.map((column, columnIndex) => {
          const cell = view.cells[columnIndex];
          if (!cell) return null;
          const isEdited = editor?.cell.rowIndex === rowIndex && editor.cell.columnIndex === columnIndex;
          const message = cell.error ?? cell.warning;
          const messageId = message === null ? undefined : `${ids}-${column.id}`;
          return (
            <div key={column.id} className={styles.field}>
              <dt className={styles.label}>
                <span>
                  {column.title}
                  {cell.required ? <span className={styles.star}> *</span> : null}
                </span>
                {column.hint ? (
                  <HintMark label={t('hint.column', { title: column.title })}>{column.hint}</HintMark>
                ) : null}
              </dt>
              <dd>
                {isEdited ? (
                  <div className={styles.editor}>
                    <CellEditor
                      column={column}
                      state={editor}
                      value={source.value(editor.cell)}
                      options={source.options(editor.cell)}
                      {...source.bounds(columnIndex)}
                      today={source.today}
                      describedBy={messageId}
                      invalid={cell.error !== null}
                      keys={keys}
                      commit={(committed, then) => controller.commit(committed, toNextField(then))}
                    />
                  </div>
                ) : (
                  <Value
                    cell={cell}
                    column={column}
                    describedBy={messageId}
                    columnIndex={columnIndex}
                    readOnly={model.readOnly}
                    onOpen={() => controller.openEditor({ rowIndex, columnIndex })}
                  />
                )}
                {message === null ? null : (
                  <p id={messageId} className={cell.error === null ? styles.warning : styles.error}>
                    {cell.error === null ? (
                      <TriangleAlert size={16} aria-hidden />
                    ) : (
                      <CircleAlert size={16} aria-hidden />
                    )}
                    {message}
                  </p>
                )}
                {cell.remark === null ? null : <Remark>{cell.remark}</Remark>}
              </dd>
            </div>
          );
        })}
      </dl>
      {onRemove ? (
        <Button variant="quiet" icon={<Trash2 aria-hidden="true" />} onClick={onRemove}>
          {t('cards.remove')}
        </Button>
      ) : null}
    </>
  );
}
