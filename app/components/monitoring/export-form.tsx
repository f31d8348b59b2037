import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { ExportChoice } from './export-choice';
import styles from './export-form.module.css';

/** The choice of a format as a page has it: sent to its own address. */
export function ExportForm({ title }: { readonly title: string }) {
  const { t } = useTranslation('publications');
  return (
    <Form method="post" className={styles.form}>
      <h2 className={styles.title}>{title}</h2>
      <ExportChoice />
      <Button type="submit" variant="primary">
        {t('collection.startExport')}
      </Button>
    </Form>
  );
}
