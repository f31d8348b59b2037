import { useTranslation } from 'react-i18next';
import type { PlainField } from '~/protocol/plain';
import { HINT_SIGNS, shortened } from '../../grid/shortened';
import styles from './plain.module.css';

interface PlainFieldProps {
  readonly field: PlainField;
  readonly readOnly: boolean;
  /** What stands in the field. */
  readonly typed: readonly string[];
  readonly showsErrors: boolean;
  /** What somebody else has put there meanwhile. */
  readonly theirs: string | null;
}

/** A cell as a labelled field, with its hint and what is found about it below. */
export function PlainFieldControl(props: PlainFieldProps) {
  const { field, showsErrors, theirs } = props;
  const { t } = useTranslation('plain');
  const id = `cell-${field.column}`;
  const errors = showsErrors ? field.errors : [];
  const below = [
    ...errors.map((text) => ({ text, style: styles.error })),
    ...(theirs === null
      ? []
      : [{ text: t('theirs', { text: theirs === '' ? t('blank') : theirs }), style: styles.error }]),
    ...field.warnings.map((text) => ({ text, style: styles.warning })),
    ...(field.notEnabled ? [{ text: t('notEnabled'), style: styles.note }] : []),
    ...(field.hint === null ? [] : [{ text: shortened(field.hint, HINT_SIGNS), style: styles.note }]),
  ];
  const described = below.length > 0 ? `${id}-below` : undefined;
  const isInvalid = errors.length > 0 || theirs !== null;
  const heading = (
    <>
      {field.title}
      {field.required ? <span className={styles.required}> {t('required')}</span> : null}
    </>
  );
  const isGroup = field.control === 'choices' || field.control === 'shown';
  const Label = field.control === 'shown' ? 'p' : 'label';
  return (
    <div className={styles.field}>
      {isGroup ? (
        <p id={`${id}-label`} className={styles.label}>
          {heading}
        </p>
      ) : (
        <Label htmlFor={id} className={styles.label}>
          {heading}
        </Label>
      )}
      {field.control === 'shown' ? null : (
        <input type="hidden" name={`was:${field.column}`} value={JSON.stringify(field.values)} />
      )}
      <Control {...props} id={id} described={described} isInvalid={isInvalid} />
      {described === undefined ? null : (
        <div id={described}>
          {below.map(({ text, style }) => (
            <p key={text} className={style}>
              {text}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

interface ControlProps extends PlainFieldProps {
  readonly id: string;
  readonly described: string | undefined;
  readonly isInvalid: boolean;
}

function Control(props: ControlProps) {
  const { field, typed, readOnly, id, described, isInvalid } = props;
  const { t } = useTranslation('plain');
  const [text = ''] = typed;
  const shared = {
    id,
    name: `cell:${field.column}`,
    'aria-describedby': described,
    'aria-invalid': isInvalid || undefined,
    className: styles.input,
  };
  switch (field.control) {
    case 'shown':
      return (
        <p id={id} className={styles.shown}>
          {text === '' ? t('blank') : shortened(text, HINT_SIGNS)}
        </p>
      );
    case 'list':
      return (
        <select {...shared} defaultValue={text} disabled={readOnly}>
          <option value="">{t('choose')}</option>
          {field.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      );
    case 'choices':
      return <Choices {...props} />;
    case 'lines':
      return <textarea {...shared} rows={4} defaultValue={text} readOnly={readOnly} />;
    case 'text':
    case 'number':
    case 'date':
      return (
        <input
          {...shared}
          type="text"
          inputMode={field.control === 'number' ? 'decimal' : undefined}
          placeholder={field.control === 'date' ? t('datePattern') : undefined}
          autoComplete="off"
          defaultValue={text}
          readOnly={readOnly}
        />
      );
  }
}

function Choices({ field, typed, readOnly, id, described }: ControlProps) {
  return (
    <div
      id={id}
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={described}
      className={styles.choices}
    >
      {field.options.map(({ value, label }) => (
        <label key={value} className={styles.choice}>
          <input
            type="checkbox"
            name={`cell:${field.column}`}
            value={value}
            defaultChecked={typed.includes(value)}
            disabled={readOnly}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
