import { useTranslation } from 'react-i18next';
import type { Viewer } from '../../protocol/views';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import styles from './preferences-form.module.css';

/** Language, appearance and the view of sheets. The page is loaded anew after saving: only one language is ever in the browser. */
export function PreferencesForm({
  locale,
  theme,
  gridView,
  saved,
}: Pick<Viewer, 'locale' | 'theme' | 'gridView'> & { readonly saved: boolean }) {
  const { t } = useTranslation();
  return (
    <form method="post" action="/lk/preferences" className={styles.form}>
      <input type="hidden" name="returnTo" value="/lk/preferences?saved" />
      {saved ? <Notice tone="done">{t('preferences.saved')}</Notice> : null}
      <Choice
        name="locale"
        legend={t('preferences.language')}
        chosen={locale}
        options={[
          ['ru', t('preferences.russian')],
          ['en', t('preferences.english')],
        ]}
      />
      <Choice
        name="theme"
        legend={t('preferences.theme')}
        chosen={theme}
        options={[
          ['system', t('preferences.system')],
          ['light', t('preferences.light')],
          ['dark', t('preferences.dark')],
        ]}
      />
      <Choice
        name="gridView"
        legend={t('preferences.gridView')}
        chosen={gridView}
        options={[
          ['table', t('preferences.table')],
          ['spreadsheet', t('preferences.spreadsheet')],
        ]}
      />
      <Button type="submit" variant="primary">
        {t('preferences.save')}
      </Button>
    </form>
  );
}

function Choice({
  name,
  legend,
  chosen,
  options,
}: {
  readonly name: string;
  readonly legend: string;
  readonly chosen: string;
  readonly options: readonly (readonly [string, string])[];
}) {
  return (
    <fieldset>
      <legend className={styles.legend}>{legend}</legend>
      {options.map(([value, label]) => (
        <label key={value} className={styles.option}>
          <input type="radio" name={name} value={value} defaultChecked={value === chosen} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
