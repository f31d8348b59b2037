import { Form, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { MailFrequency, MailView } from '../../protocol/mail';
import styles from '../layout/preferences-form.module.css';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';

export interface MailProblem {
  readonly problem: 'bad_address' | 'too_many' | 'no_mail';
  /** As it was typed. */
  readonly address: string;
}

const problems = {
  bad_address: 'mail.badAddress',
  too_many: 'mail.tooMany',
  no_mail: 'mail.badAddress',
} as const;
const frequencies: readonly (readonly [MailFrequency, 'mail.atOnce' | 'mail.daily'])[] = [
  ['at_once', 'mail.atOnce'],
  ['daily', 'mail.daily'],
];

/** Where letters go and how often; what was typed stays when it is refused. */
export function MailForm({
  mail,
  refused,
}: {
  readonly mail: MailView;
  readonly refused: MailProblem | null;
}) {
  const { t } = useTranslation('notifications');
  const busy = useNavigation().state === 'submitting';
  const { address, confirmed, failure } = mail;
  const waits = address !== null && !confirmed;
  return (
    <Form method="post" className={styles.form} noValidate>
      <p>{t('mail.intro')}</p>
      {address !== null && confirmed ? <Notice tone="done">{t('mail.confirmed', { address })}</Notice> : null}
      {waits ? <Notice tone="info">{t('mail.waiting', { address })}</Notice> : null}
      {failure === null ? null : <Notice tone="warning">{t('mail.failure', { reason: failure })}</Notice>}
      <TextField
        name="address"
        type="email"
        autoComplete="email"
        inputMode="email"
        label={t('mail.address')}
        defaultValue={refused?.address ?? address ?? ''}
        error={refused === null ? undefined : t(problems[refused.problem])}
      />
      <fieldset>
        <legend className={styles.legend}>{t('mail.frequency')}</legend>
        {frequencies.map(([value, label]) => (
          <label key={value} className={styles.option}>
            <input type="radio" name="frequency" value={value} defaultChecked={value === mail.frequency} />
            {t(label)}
          </label>
        ))}
      </fieldset>
      <div className={styles.actions}>
        <Button type="submit" name="intent" value="set" variant="primary" busy={busy}>
          {t(address === null ? 'mail.save' : waits ? 'mail.again' : 'mail.change')}
        </Button>
        {address === null ? null : (
          <Button type="submit" name="intent" value="stop">
            {t('mail.stop')}
          </Button>
        )}
      </div>
    </Form>
  );
}
