import { Sheet, Table2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names';
import styles from './filling.module.css';
import type { GridViewChoice } from './use-grid-view';

const icons = { table: Table2, spreadsheet: Sheet } as const;

/** «Таблица | Электронная таблица», where there is room for either. */
export function ViewSwitch({ chosen, choose }: Pick<GridViewChoice, 'chosen' | 'choose'>) {
  const { t } = useTranslation('filling');
  if (chosen === null) return null;
  return (
    <div className={styles.viewSwitch} role="group" aria-label={t('gridView.label')}>
      {(['table', 'spreadsheet'] as const).map((name) => {
        const Icon = icons[name];
        return (
          <button
            key={name}
            type="button"
            className={classNames(styles.viewButton, name === chosen && styles.viewChosen)}
            aria-pressed={name === chosen}
            title={t(`gridView.${name}`)}
            onClick={() => choose(name)}
          >
            <Icon size={16} aria-hidden="true" />
            <span className={styles.viewName}>{t(`gridView.${name}`)}</span>
          </button>
        );
      })}
    </div>
  );
}
