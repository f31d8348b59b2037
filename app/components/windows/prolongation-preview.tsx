import { Form, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { ProlongationForm, ProlongationPreview } from '../../protocol/windows';
import { LoginList } from '../monitoring/login-list';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import styles from './windows.module.css';

/** What a change would do, said before it is done. */
export function ProlongationPreviewCard({
  entered,
  preview,
}: {
  readonly entered: ProlongationForm;
  readonly preview: ProlongationPreview;
}) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  const { state, formData } = useNavigation();
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus(), [preview]);
  const { organisations, submitted, earliest, latest, closesAt, warnings, unknown } = preview;
  return (
    <section ref={card} tabIndex={-1} className={styles.preview} aria-labelledby="window-preview">
      <p id="window-preview">
        <strong>
          {t('window.summary', {
            count: organisations,
            figure: format.integer(organisations),
            submitted: format.integer(submitted),
          })}
        </strong>
      </p>
      <p>
        {earliest === latest
          ? t('window.from', { at: format.dateTimeMoscow(latest) })
          : t('window.fromRange', {
              earliest: format.dateTime(earliest),
              latest: format.dateTimeMoscow(latest),
            })}{' '}
        <strong>{t('window.to', { at: format.dateTimeMoscow(closesAt) })}</strong>
      </p>
      <p>{entered.reason}</p>
      {warnings.map((warning) => (
        <Notice key={warning} tone={warning === 'reopens' ? 'info' : 'warning'}>
          <p>{t(`window.warnings.${warning}`)}</p>
        </Notice>
      ))}
      {unknown.length === 0 ? null : (
        <Notice tone="warning">
          <p>{t('window.unknown', { count: unknown.length })}</p>
          <LoginList logins={unknown} />
        </Notice>
      )}
      <Form method="post">
        {Object.entries(entered).map(([name, value]) => (
          <input
            key={name}
            type="hidden"
            name={name}
            value={typeof value === 'string' ? value : value ? 'yes' : 'no'}
          />
        ))}
        <Button
          type="submit"
          name="intent"
          value="confirm"
          variant={warnings.includes('closesNow') || warnings.includes('earlier') ? 'danger' : 'primary'}
          busy={state === 'submitting' && formData?.get('intent') === 'confirm'}
        >
          {t('window.confirm')}
        </Button>
      </Form>
    </section>
  );
}
