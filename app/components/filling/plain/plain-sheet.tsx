import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { DataSheet } from '../../monitoring/data-sheets';
import { ButtonLink } from '../../ui/button';
import { shortened } from '../../grid/shortened';
import styles from './plain.module.css';

interface PlainSheetProps {
  readonly sheet: DataSheet;
  readonly formPath: string;
  readonly editable: boolean;
  /** A row can be added. */
  readonly isGrowing: boolean;
  /** From 1. */
  readonly page: number;
}

const ROWS_OF_PAGE = 100;

/** A sheet as a table of words; each row leads to a page of its own. In narrow windows a row is a card. */
export function PlainSheet({ sheet, formPath, editable, isGrowing, page }: PlainSheetProps) {
  const { t } = useTranslation('plain');
  const pages = Math.max(1, Math.ceil(sheet.rows.length / ROWS_OF_PAGE));
  const current = Math.min(page, pages);
  const from = (current - 1) * ROWS_OF_PAGE;
  const path = `${formPath}/${encodeURIComponent(sheet.id)}`;
  return (
    <section id={`sheet-${sheet.id}`} className={styles.sheet} aria-label={sheet.title}>
      <h2 className={styles.sheetTitle}>{sheet.title}</h2>
      {sheet.rows.length === 0 ? (
        <p className={styles.note}>{t('noRows')}</p>
      ) : (
        // A region that scrolls must be reachable with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.scroller} role="region" aria-label={sheet.title} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('rowHeading')}</th>
                {sheet.columns.map(({ id, title }) => (
                  <th key={id} scope="col">
                    {title}
                  </th>
                ))}
                {editable ? <th scope="col">{t('actions')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {sheet.rows.slice(from, from + ROWS_OF_PAGE).map((row, index) => {
                const name = row.title ?? String(from + index + 1);
                return (
                  <tr key={row.id} id={`row-${sheet.id}-${row.id}`}>
                    <th scope="row">{name}</th>
                    {row.cells.map((text, place) => (
                      <td key={sheet.columns[place]?.id} data-title={sheet.columns[place]?.title}>
                        {text === '' ? <span className={styles.blank}>{t('blank')}</span> : shortened(text)}
                      </td>
                    ))}
                    {editable ? (
                      <td>
                        <Link
                          to={`${path}/${encodeURIComponent(row.id)}`}
                          aria-label={t('editRow', { row: name })}
                        >
                          {t('edit')}
                        </Link>
                      </td>
                    ) : null}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {pages > 1 ? (
        <nav className={styles.pages} aria-label={t('pages', { sheet: sheet.title })}>
          {Array.from({ length: pages }, (_, index) => (
            <a
              key={index}
              href={`?page.${sheet.id}=${index + 1}#sheet-${sheet.id}`}
              aria-current={index + 1 === current ? 'page' : undefined}
            >
              {index * ROWS_OF_PAGE + 1}–{Math.min(sheet.rows.length, (index + 1) * ROWS_OF_PAGE)}
            </a>
          ))}
        </nav>
      ) : null}
      {isGrowing ? (
        <p>
          <ButtonLink to={`${path}/new`}>{t('addRow')}</ButtonLink>
        </p>
      ) : null}
    </section>
  );
}
