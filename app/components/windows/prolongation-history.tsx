import { Form, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { ProlongationView } from '../../protocol/windows';
import { Button } from '../ui/button';
import styles from './windows.module.css';

/** Who changed the window, when, for whom and why; each change can be undone while nothing came after it. */
export function ProlongationHistory({
  prolongations,
}: {
  readonly prolongations: readonly ProlongationView[];
}) {
  const { t } = useTranslation('monitoring');
  return (
    <section className={styles.history} aria-labelledby="window-history">
      <h2 id="window-history">{t('window.history')}</h2>
      {prolongations.length === 0 ? <p className={styles.muted}>{t('window.noHistory')}</p> : null}
      <ol>
        {prolongations.map((prolongation) => (
          <HistoryItem key={prolongation.id} prolongation={prolongation} />
        ))}
      </ol>
    </section>
  );
}

function HistoryItem({ prolongation }: { readonly prolongation: ProlongationView }) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  const { state, formData } = useNavigation();
  const { id, target, organisations, logins, closesAt, reason, by, at, undone } = prolongation;
  const isBusy = state === 'submitting' && formData?.get('id') === id;
  return (
    <li data-undone={undone !== null || undefined}>
      <div>
        <p>
          <strong>
            {target === 'all'
              ? t('window.forAll')
              : t('window.forSome', { count: organisations, figure: format.integer(organisations) })}{' '}
            {t('window.until', { at: format.dateTimeMoscow(closesAt) })}
          </strong>
        </p>
        <p>{reason}</p>
        {logins.length === 0 ? null : (
          <p className={styles.muted}>
            {logins.join(', ')} {organisations > logins.length ? t('window.more') : ''}
          </p>
        )}
        <p className={styles.muted}>
          {by} · {format.dateTimeMoscow(at)}
        </p>
        {undone === null ? null : (
          <p>{t('window.undoneBy', { by: undone.by, at: format.dateTimeMoscow(undone.at) })}</p>
        )}
      </div>
      {undone === null ? (
        <Form method="post">
          <input type="hidden" name="id" value={id} />
          <Button
            type="submit"
            name="intent"
            value="undo"
            small
            busy={isBusy}
            aria-label={t('window.undoNamed', { at: format.dateTimeShort(at) })}
          >
            {t('window.undo')}
          </Button>
        </Form>
      ) : null}
    </li>
  );
}
