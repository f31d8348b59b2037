import { useTranslation } from 'react-i18next';
import { exportFormats, exportLayouts, exportValues, usualExport } from '../../protocol/exports';
import styles from './export-choice.module.css';

/** What an export is to be: its format, with a line on what each is for, labels or codes, wide or long. Fields of a form. */
export function ExportChoice() {
  const { t } = useTranslation('monitoring');
  return (
    <div className={styles.choices}>
      <Choice
        name="format"
        legend={t('exportChoice.format')}
        options={exportFormats.map((value) => ({
          value,
          label: t(`exportChoice.formats.${value}.name`),
          about: t(`exportChoice.formats.${value}.about`),
        }))}
      />
      <Choice
        name="values"
        legend={t('exportChoice.values')}
        options={exportValues.map((value) => ({
          value,
          label: t(`exportChoice.cells.${value}.name`),
          about: t(`exportChoice.cells.${value}.about`),
        }))}
      />
      <Choice
        name="layout"
        legend={t('exportChoice.layout')}
        options={exportLayouts.map((value) => ({
          value,
          label: t(`exportChoice.layouts.${value}.name`),
          about: t(`exportChoice.layouts.${value}.about`),
        }))}
      />
    </div>
  );
}

function Choice({
  name,
  legend,
  options,
}: {
  readonly name: 'format' | 'values' | 'layout';
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly about: string }[];
}) {
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{legend}</legend>
      {options.map(({ value, label, about }) => (
        <label key={value} className={styles.option}>
          <input type="radio" name={name} value={value} defaultChecked={value === usualExport[name]} />
          <span>{label}</span>
          <span className={styles.about}>{about}</span>
        </label>
      ))}
    </fieldset>
  );
}
