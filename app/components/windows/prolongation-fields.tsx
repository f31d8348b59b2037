import { Form, useNavigation } from '@remix-run/react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProlongationForm, ProlongationProblem, WindowsPage } from '../../protocol/windows';
import { useHydrated } from '../hooks/use-hydrated';
import { Button } from '../ui/button';
import { TextAreaField, TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import styles from './windows.module.css';

const targets = ['all', 'territory', 'logins'] as const;
/** Of these the field is marked; the others are told above. */
const ofFields: readonly ProlongationProblem[] = ['closesAt', 'reason', 'logins', 'unit'];

/** Who, until when, why. Everything that was entered stays while it is corrected. */
export function ProlongationFields({
  page,
  entered,
  problems,
}: {
  readonly page: WindowsPage;
  readonly entered: ProlongationForm | null;
  readonly problems: readonly ProlongationProblem[];
}) {
  const { t } = useTranslation('monitoring');
  const { state, formData } = useNavigation();
  // Before scripts arrive nothing unfolds: all fields are there.
  const isHydrated = useHydrated();
  const [target, setTarget] = useState(entered?.target ?? 'all');
  const errorOf = (problem: ProlongationProblem) =>
    problems.includes(problem) ? { error: t(`window.problems.${problem}`) } : {};
  const general = problems.filter((problem) => !ofFields.includes(problem));
  return (
    <Form method="post" className={styles.form}>
      {general.map((problem) => (
        <Notice key={problem} tone="error" live>
          <p>{t(`window.problems.${problem}`)}</p>
        </Notice>
      ))}
      <fieldset className={styles.targets}>
        <legend>{t('window.target')}</legend>
        {targets.map((choice) => (
          <label key={choice} className={styles.choice}>
            <input
              type="radio"
              name="target"
              value={choice}
              defaultChecked={choice === target}
              onChange={() => setTarget(choice)}
            />
            {t(`window.targets.${choice}`)}
          </label>
        ))}
      </fieldset>
      {!isHydrated || target === 'territory' ? (
        <RegionField page={page} value={entered?.unit ?? ''} {...errorOf('unit')} />
      ) : null}
      {!isHydrated || target === 'logins' ? (
        <TextAreaField
          name="logins"
          label={t('roster.logins')}
          note={t('roster.loginsNote')}
          rows={5}
          spellCheck={false}
          defaultValue={entered?.logins}
          {...errorOf('logins')}
        />
      ) : null}
      <label className={styles.choice}>
        <input type="checkbox" name="unfinished" value="yes" defaultChecked={entered?.unfinished ?? false} />
        {t('window.unfinished')}
      </label>
      <TextField
        name="closesAt"
        type="datetime-local"
        label={t('window.closesAt')}
        defaultValue={entered?.closesAt}
        className={styles.short}
        required
        {...errorOf('closesAt')}
      />
      <TextField
        name="reason"
        label={t('roster.reason')}
        defaultValue={entered?.reason}
        maxLength={500}
        {...errorOf('reason')}
      />
      <div>
        <Button
          type="submit"
          name="intent"
          value="preview"
          variant="primary"
          busy={state === 'submitting' && formData?.get('intent') === 'preview'}
        >
          {t('window.preview')}
        </Button>
      </div>
    </Form>
  );
}

function RegionField({
  page,
  value,
  error,
}: {
  readonly page: WindowsPage;
  readonly value: string;
  readonly error?: string;
}) {
  const { t } = useTranslation('monitoring');
  const id = useId();
  return (
    <div className={styles.region}>
      <label htmlFor={id}>{t('window.region')}</label>
      <select
        id={id}
        name="unit"
        defaultValue={value}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
      >
        <option value="" />
        {page.regions.map(({ code, title }) => (
          <option key={code} value={code}>
            {title}
          </option>
        ))}
      </select>
      {error === undefined ? null : (
        <p id={`${id}-error`} className={styles.problem}>
          {error}
        </p>
      )}
    </div>
  );
}
