import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../ui/class-names';
import { Button } from '../ui/button';
import { useHint } from '../ui/hint';
import type { DataColumn, DataSheet } from './data-sheets';
import styles from './sheet-table.module.css';

const rowsAtOnce = 200;
/** Longer text is cut in the cell and shown whole in a bubble; the width of a cell holds about so much. */
const fittingCharacters = 32;
/** Headings of more characters get a wider column, so that they do not grow tall. */
const wordyTitle = 40;

/** One sheet, read-only: «—» for blanks, long text cut with «…» and shown whole on hover and focus (A42). */
export function SheetTable({ sheet }: { readonly sheet: DataSheet }) {
  const { t } = useTranslation('monitoring');
  const [shown, setShown] = useState(rowsAtOnce);
  const scroller = useRef<HTMLDivElement>(null);
  if (sheet.rows.length === 0) return <p className={styles.empty}>{t('data.emptySheet')}</p>;
  const rest = sheet.rows.length - shown;
  return (
    // A region that scrolls must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={styles.scroller} role="region" aria-label={sheet.title} tabIndex={0}>
      <table className={styles.table}>
        <SheetHead sheet={sheet} />
        <tbody>
          {sheet.rows.slice(0, shown).map((row, index) => (
            <tr key={row.id}>
              <th scope="row">{row.title ?? index + 1}</th>
              {row.cells.map((text, position) => (
                <Cell key={sheet.columns[position]?.id} text={text} column={sheet.columns[position]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 ? (
        <Button variant="quiet" onClick={() => setShown(shown + rowsAtOnce)}>
          {t('data.more', { count: Math.min(rest, rowsAtOnce) })}
        </Button>
      ) : null}
    </div>
  );
}

function SheetHead({ sheet }: { readonly sheet: DataSheet }) {
  const { t } = useTranslation('monitoring');
  const hasTitles = sheet.rows.some(({ title }) => title !== null);
  return (
    <thead>
      {sheet.groups === null ? null : (
        <tr className={styles.groups}>
          <td />
          {sheet.groups.map(({ title, span }, index) =>
            title === '' ? (
              <td key={index} colSpan={span} />
            ) : (
              <th key={index} scope="colgroup" colSpan={span}>
                {title}
              </th>
            ),
          )}
        </tr>
      )}
      <tr>
        <th scope="col">{hasTitles ? '' : t('data.rowNumber')}</th>
        {sheet.columns.map(({ id, title }) => (
          <th key={id} scope="col" className={classNames(title.length > wordyTitle && styles.wordy)}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Cell({ text, column }: { readonly text: string; readonly column: DataColumn | undefined }) {
  const { t } = useTranslation();
  if (text === '') return <td className={styles.blank}>{t('empty')}</td>;
  const className = classNames(column?.isNumber && styles.number);
  if (text.length <= fittingCharacters) return <td className={className}>{text}</td>;
  return <LongCell text={text} className={className} />;
}

function LongCell({ text, className }: { readonly text: string; readonly className: string }) {
  const { target, bubble, toggle } = useHint(text, { isName: true, holdsEscape: true });
  return (
    <td className={className}>
      <button type="button" className={styles.long} {...target} onClick={toggle}>
        {text}
      </button>
      {bubble}
    </td>
  );
}
