import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MonitoringQuery, TerritoryName } from '../../../protocol/monitoring';
import { writeMonitoringQuery } from './overview-address';
import styles from './overview.module.css';

/** Country, region, municipality: where one is, and the way up. */
export function TerritoryPath({
  path,
  query,
}: {
  readonly path: readonly TerritoryName[];
  readonly query: MonitoringQuery;
}) {
  const { t } = useTranslation('monitoring');
  const { sort, descending, step } = query;
  const rest = { sort, descending, step };
  return (
    <nav aria-label={t('overview.path')} className={styles.path}>
      <ol>
        {path.map(({ code, title }, i) => (
          <li key={code}>
            {i === 0 ? null : <ChevronRight aria-hidden="true" />}
            {i === path.length - 1 ? (
              <span aria-current="page">{title}</span>
            ) : (
              <Link to={writeMonitoringQuery(i === 0 ? rest : { ...rest, unit: code })} preventScrollReset>
                {title}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
