import { Form, useNavigation } from '@remix-run/react';
import { CircleAlert, KeyRound } from 'lucide-react';
import type { ApiScope, TokenProblem } from '~/protocol/api';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import styles from './tokens.module.css';
import { scopeKeys, useTokenTexts } from './use-token-texts';

/** What was entered when the request was refused. */
export interface EnteredToken {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days: string;
}

interface TokenFormProps {
  readonly scopes: readonly ApiScope[];
  readonly days: readonly number[];
  readonly problems: readonly TokenProblem[];
  readonly entered: EnteredToken | null;
}

/** A request for a token: its name, what it may read and for how long. */
export function TokenForm({ scopes, days, problems, entered }: TokenFormProps) {
  const t = useTokenTexts();
  const { state, formData } = useNavigation();
  const wrong = (field: Exclude<TokenProblem, 'too_many'>) =>
    problems.includes(field) ? t(`problem.${field}`) : undefined;
  return (
    <Form method="post" className={styles.form} preventScrollReset>
      <h2>{t('form.title')}</h2>
      {problems.includes('too_many') ? (
        <Notice tone="error" live>
          <p>{t('problem.tooMany')}</p>
        </Notice>
      ) : null}
      <TextField
        label={t('form.name')}
        note={t('form.nameNote')}
        error={wrong('name')}
        name="name"
        required
        maxLength={100}
        autoComplete="off"
        defaultValue={entered?.name}
      />
      <fieldset className={styles.choices} aria-describedby={wrong('scopes') ? 'scopes-error' : undefined}>
        <legend>{t('form.scopes')}</legend>
        {scopes.map((scope) => (
          <label key={scope} className={styles.choice}>
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              defaultChecked={entered?.scopes.includes(scope) ?? scope !== 'submissions:read'}
            />
            <span>
              {t(`scope.${scopeKeys[scope]}.label`)} <code className={styles.code}>{scope}</code>
              <span className={styles.muted}>{t(`scope.${scopeKeys[scope]}.note`)}</span>
            </span>
          </label>
        ))}
        {wrong('scopes') === undefined ? null : (
          <p id="scopes-error" className={styles.error} role="alert">
            <CircleAlert aria-hidden="true" />
            {wrong('scopes')}
          </p>
        )}
      </fieldset>
      <fieldset className={styles.choices}>
        <legend>{t('form.days')}</legend>
        {days.map((count, index) => (
          <label key={count} className={styles.choice}>
            <input
              type="radio"
              name="days"
              value={count}
              defaultChecked={entered ? entered.days === String(count) : index === 1}
            />
            {t('form.daysOption', { count })}
          </label>
        ))}
        {wrong('days') === undefined ? null : <p className={styles.error}>{wrong('days')}</p>}
      </fieldset>
      <Button
        type="submit"
        variant="primary"
        icon={<KeyRound aria-hidden="true" />}
        busy={state === 'submitting' && formData?.get('revoke') === null}
      >
        {t('form.create')}
      </Button>
    </Form>
  );
}
