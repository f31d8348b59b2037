import { useTranslation } from 'react-i18next';
import type { DiffWords, RowWords } from '~/protocol/history';
import styles from './history.module.css';

/** Rows with their cells, old and new, and explanations of warnings, old and new. */
export function DiffList({ changes }: { readonly changes: DiffWords }) {
  const { t } = useTranslation('filling');
  const { rows, justifications, hidden } = changes;
  return (
    <ul className={styles.rows}>
      {rows.map((row, index) => (
        <Row key={index} row={row} />
      ))}
      {justifications.map(({ sheet, before, after }, index) => (
        <li key={index} className={styles.row}>
          <p className={styles.place}>
            {[sheet, t('history.justification')].filter((part) => part !== null).join(' · ')}
          </p>
          <Values kind="changed" before={before} after={after} />
        </li>
      ))}
      {hidden > 0 ? <li className={styles.hidden}>{t('history.hidden', { count: hidden })}</li> : null}
    </ul>
  );
}

function Row({ row }: { readonly row: RowWords }) {
  const { t } = useTranslation('filling');
  const { kind, sheet, title, number, cells } = row;
  const place = [sheet, title ?? t('history.row', { row: number })].join(' · ');
  return (
    <li className={styles.row}>
      <p className={styles.place}>
        {place}
        {kind === 'changed' ? null : <span className={styles[kind]}>{t(`history.${kind}`)}</span>}
      </p>
      {cells.length === 0 ? null : (
        <dl className={styles.cells}>
          {cells.map(({ column, before, after }, index) => (
            <div key={index}>
              <dt>{column}</dt>
              <dd>
                <Values kind={kind} before={before} after={after} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

interface ValuesProps extends Pick<RowWords, 'kind'> {
  readonly before: string;
  readonly after: string;
}

/** Both values; of a row that came or went, the one that it has or had. */
export function Values({ kind, before, after }: ValuesProps) {
  const { t } = useTranslation('filling');
  if (kind === 'added') return <ins className={styles.values}>{after}</ins>;
  if (kind === 'removed') return <del className={styles.values}>{before}</del>;
  return (
    <span className={styles.values}>
      <span className="visually-hidden">{t('history.before')} </span>
      {before === '' ? <span>{t('history.blank')}</span> : <del>{before}</del>}
      <span aria-hidden="true"> → </span>
      <span className="visually-hidden">{t('history.after')} </span>
      {after === '' ? <span>{t('history.blank')}</span> : <ins>{after}</ins>}
    </span>
  );
}
