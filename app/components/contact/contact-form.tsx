import { Form, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ContactProblem } from '../../protocol/contact';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import styles from './contact-form.module.css';

/** Whom coordinators phone when a report is late. */
export function ContactForm({
  contact,
  problems,
}: {
  readonly contact: Readonly<Record<ContactProblem, string>>;
  /** Null before anything was sent; empty when it was kept. */
  readonly problems: readonly ContactProblem[] | null;
}) {
  const { t } = useTranslation();
  const { state } = useNavigation();
  const errorOf = (field: ContactProblem) =>
    problems?.includes(field) === true ? { error: t(`contact.wrong.${field}`) } : {};
  return (
    <Form method="post" className={styles.form} noValidate>
      <p>{t('contact.about')}</p>
      {problems?.length === 0 ? (
        <Notice tone="done" live>
          <p>{t('contact.saved')}</p>
        </Notice>
      ) : null}
      <TextField
        name="name"
        label={t('contact.name')}
        defaultValue={contact.name}
        autoComplete="name"
        {...errorOf('name')}
      />
      <TextField
        name="phone"
        type="tel"
        label={t('contact.phone')}
        note={t('contact.phoneNote')}
        defaultValue={contact.phone}
        autoComplete="tel"
        {...errorOf('phone')}
      />
      <TextField
        name="email"
        type="email"
        label={t('contact.email')}
        defaultValue={contact.email}
        autoComplete="email"
        {...errorOf('email')}
      />
      <Button type="submit" variant="primary" busy={state === 'submitting'}>
        {t('contact.save')}
      </Button>
    </Form>
  );
}
