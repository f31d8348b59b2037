import { CircleAlert, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { EmptyState } from './empty-state';

/** A part of a page that did not load, with the way to try again. */
export function ErrorState({
  title,
  text,
  onRetry,
}: {
  readonly title: string;
  readonly text: string;
  readonly onRetry: () => void;
}) {
  const { t } = useTranslation();
  return (
    <EmptyState title={title} text={text} icon={<CircleAlert aria-hidden="true" />}>
      <Button icon={<RotateCw aria-hidden="true" />} onClick={onRetry}>
        {t('retry')}
      </Button>
    </EmptyState>
  );
}
