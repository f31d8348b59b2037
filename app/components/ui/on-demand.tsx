import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { Notice } from './notice';

export interface OnDemand<Props> {
  (props: Props): ReactNode;
  /** Fetches it now, so that it is there when it is needed; a failure is told when it is shown. */
  readonly prefetch: () => void;
}

/**
 * A part of a page whose script is fetched when it is first shown. What could not be fetched says so in its place and can be
 * asked for again; the rest of the page goes on. `WhileFetching` stands in its place meanwhile.
 */
export function onDemand<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
  WhileFetching: ComponentType<Props> = Nothing,
): OnDemand<Props> {
  let part: ComponentType<Props> | null = null;
  let fetching: Promise<void> | null = null;
  const fetchOnce = (): Promise<void> =>
    (fetching ??= fetchPart().then(
      (fetched) => {
        part = fetched;
      },
      (error: unknown) => {
        fetching = null;
        throw error;
      },
    ));

  function Part(props: Props): ReactNode {
    const [state, setState] = useState<'fetching' | 'fetched' | 'failed'>(part ? 'fetched' : 'fetching');
    useEffect(() => {
      if (state !== 'fetching') return;
      let left = false;
      fetchOnce().then(
        () => !left && setState('fetched'),
        () => !left && setState('failed'),
      );
      return () => {
        left = true;
      };
    }, [state]);
    if (part) {
      const Fetched = part;
      return <Fetched {...props} />;
    }
    if (state === 'failed') return <Failed onRetry={() => setState('fetching')} />;
    return <WhileFetching {...props} />;
  }
  return Object.assign(Part, { prefetch: () => void fetchOnce().catch(() => undefined) });
}

const Nothing = (): null => null;

function Failed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice tone="error" live title={t('notFetched')}>
      <Button small onClick={onRetry}>
        {t('retry')}
      </Button>
    </Notice>
  );
}
