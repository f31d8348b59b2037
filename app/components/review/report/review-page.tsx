import { useRevalidator } from '@remix-run/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewView } from '~/protocol/review';
import { readForm } from '../../filling/page/read-form';
import { ErrorState } from '../../ui/error-state';
import { ReviewBench } from './review-bench';

/** A submitted report, looked at and judged. Another submission or another report begins anew. */
export function ReviewPage({ review }: { readonly review: ReviewView }) {
  const { t } = useTranslation();
  const revalidator = useRevalidator();
  const source = review.form;
  const form = useMemo(() => readForm(source), [source]);
  if (!form) {
    return (
      <ErrorState
        title={t('errors.server.title')}
        text={t('errors.server.text')}
        onRetry={() => revalidator.revalidate()}
      />
    );
  }
  return <ReviewBench key={`${review.submissionId} ${review.receipt}`} form={form} review={review} />;
}
