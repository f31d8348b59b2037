import { Form, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { RosterChange, RosterOutcome, RosterPage } from '../../protocol/roster';
import { Button } from '../ui/button';
import { TextAreaField, TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { LoginList } from './login-list';
import styles from './roster.module.css';

export interface RosterResult {
  readonly outcome: RosterOutcome;
  readonly entered: { readonly kind: RosterChange['kind']; readonly logins: string; readonly reason: string };
}

/** The expected list: how many, a form that changes it, and everything that was changed so far with its reason. */
export function Roster({
  page,
  result,
}: {
  readonly page: RosterPage;
  readonly result: RosterResult | null;
}) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  const { collection, expected, withdrawn, changes } = page;
  return (
    <div className={styles.roster}>
      <p>
        <strong>{collection.title}</strong>
        <br />
        {t('roster.expected', { count: expected, figure: format.integer(expected) })}
        {withdrawn > 0
          ? `, ${t('roster.withdrawn', { count: withdrawn, figure: format.integer(withdrawn) })}`
          : ''}
      </p>
      {result === null ? null : <Outcome result={result} />}
      <RosterForm key={formKey(result)} result={result} />
      <section className={styles.changes} aria-labelledby="roster-changes">
        <h2 id="roster-changes">{t('roster.changes')}</h2>
        {changes.length === 0 ? <p className={styles.none}>{t('roster.noChanges')}</p> : null}
        <ol className={styles.list}>
          {changes.map((change) => (
            <li key={change.at}>
              <p>
                <strong>{t(`roster.kinds.${change.kind}`)}</strong> · {format.dateTimeMoscow(change.at)} ·{' '}
                {change.by}
              </p>
              <p>{change.reason}</p>
              <LoginList logins={change.logins} />
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

/** Another outcome is another form: what is left to do stands in it from the start. News of others leave it as it is. */
function formKey(result: RosterResult | null): string {
  return result === null ? '' : JSON.stringify([result.entered, result.outcome]);
}

function RosterForm({ result }: { readonly result: RosterResult | null }) {
  const { t } = useTranslation('monitoring');
  const { state, formData } = useNavigation();
  const problems = result?.outcome.problems ?? [];
  // What was not found, or not done at all, stays in the field.
  const left = problems.length > 0 ? result?.entered.logins : result?.outcome.unknown.join('\n');
  const loginsError = problems.includes('tooMany')
    ? t('roster.problems.tooMany')
    : problems.includes('logins')
      ? t('roster.problems.logins')
      : undefined;
  const intent = state === 'submitting' ? formData?.get('intent') : null;
  return (
    <Form method="post" className={styles.form}>
      <TextAreaField
        name="logins"
        label={t('roster.logins')}
        note={t('roster.loginsNote')}
        rows={6}
        defaultValue={left}
        spellCheck={false}
        {...(loginsError === undefined ? {} : { error: loginsError })}
      />
      <TextField
        name="reason"
        label={t('roster.reason')}
        defaultValue={result !== null && (left ?? '') !== '' ? result.entered.reason : ''}
        maxLength={500}
        {...(problems.includes('reason') ? { error: t('roster.problems.reason') } : {})}
      />
      <div className={styles.actions}>
        <Button type="submit" name="intent" value="add" variant="primary" busy={intent === 'add'}>
          {t('roster.add')}
        </Button>
        <Button type="submit" name="intent" value="withdraw" busy={intent === 'withdraw'}>
          {t('roster.withdraw')}
        </Button>
      </div>
      <p className={styles.none}>{t('roster.note')}</p>
    </Form>
  );
}

function Outcome({ result: { outcome, entered } }: { readonly result: RosterResult }) {
  const { t } = useTranslation('monitoring');
  const { problems, changed, same, unknown } = outcome;
  if (problems.length > 0) return null;
  return (
    <>
      {changed.length === 0 ? null : (
        <Notice tone="done" live>
          <p>{t(`roster.done.${entered.kind}`, { count: changed.length })}</p>
        </Notice>
      )}
      {same.length === 0 ? null : (
        <Notice tone="info" live>
          <p>{t(`roster.same.${entered.kind}`, { count: same.length })}</p>
          <LoginList logins={same} />
        </Notice>
      )}
      {unknown.length === 0 ? null : (
        <Notice tone="warning" live>
          <p>{t('roster.unknown', { count: unknown.length })}</p>
        </Notice>
      )}
    </>
  );
}
