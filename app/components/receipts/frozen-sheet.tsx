import { useTranslation } from 'react-i18next';
import type { DataSheet } from '../monitoring/data-sheets';
import { classNames } from '../ui/class-names';
import styles from './receipt.module.css';

/** All rows of one sheet as they were submitted; on paper the headings stand on every page, and rows stay whole. */
export function FrozenSheet({ sheet }: { readonly sheet: DataSheet }) {
  const { t } = useTranslation(['receipts', 'common']);
  return (
    <section className={styles.sheet} aria-label={sheet.title}>
      <h3 className={styles.title}>{sheet.title}</h3>
      {sheet.rows.length === 0 ? (
        <p className={styles.empty}>{t('empty')}</p>
      ) : (
        // A region that scrolls must be reachable with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.scroller} role="region" aria-label={sheet.title} tabIndex={0}>
          <table className={styles.table}>
            <Head sheet={sheet} />
            <tbody>
              {sheet.rows.map((row, index) => (
                <tr key={row.id}>
                  <th scope="row">{row.title ?? index + 1}</th>
                  {row.cells.map((text, position) => (
                    <td
                      key={sheet.columns[position]?.id}
                      className={classNames(sheet.columns[position]?.isNumber && styles.figure)}
                    >
                      {text === '' ? <span className={styles.blank}>{t('common:empty')}</span> : text}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Head({ sheet }: { readonly sheet: DataSheet }) {
  const { t } = useTranslation('receipts');
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
        <th scope="col">{sheet.rows.some(({ title }) => title !== null) ? t('row') : '№'}</th>
        {sheet.columns.map(({ id, title }) => (
          <th key={id} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}
