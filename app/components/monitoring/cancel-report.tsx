import { useFetcher } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useHydrated } from '../hooks/use-hydrated';
import { Button } from '../ui/button';

/** «Отменить»: stops a report that is being formed. Works before scripts arrive. */
export function CancelReport({
  number,
  small = false,
}: {
  readonly number: number;
  readonly small?: boolean;
}) {
  const { t } = useTranslation('monitoring');
  const scripted = useHydrated();
  const fetcher = useFetcher<{ readonly outcome: 'cancelled' | 'finished' }>();
  // Whoever shows the report learns of it a moment later.
  const isAsked = fetcher.state !== 'idle' || fetcher.data?.outcome === 'cancelled';
  return (
    <fetcher.Form method="post" action={`/lk/reports/${number}/cancel`}>
      {scripted ? <input type="hidden" name="window" value="1" /> : null}
      <Button type="submit" small={small} busy={isAsked} aria-label={t('export.cancelNamed', { number })}>
        {t('export.cancel')}
      </Button>
    </fetcher.Form>
  );
}
