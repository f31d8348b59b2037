import type { TFunction } from 'i18next';
import type { Formatter } from '../i18n/format';
import type { NotificationKind, NotificationView } from '../protocol/notifications';

export interface NotificationWords {
  readonly title: string;
  /** What follows from it; empty where the title says all. */
  readonly text: string;
}

type Told = Pick<NotificationView, 'kind' | 'title' | 'organisation' | 'details'> & {
  readonly report: Pick<NonNullable<NotificationView['report']>, 'number' | 'title'> | null;
};

/** A notification as a person reads it: the same on the page, under the bell and in a letter. */
export function wordsOf(t: TFunction<'notifications'>, format: Formatter, told: Told): NotificationWords {
  const { details, report } = told;
  const text = (name: string) => (typeof details[name] === 'string' ? details[name] : '');
  const closesAt = text('closesAt');
  const values = {
    title: told.title ?? '',
    organisation: told.organisation ?? text('organisation'),
    number: report?.number ?? '',
    closesAt: closesAt === '' ? '' : format.dateTimeMoscow(closesAt),
  };
  const until = closesAt === '' ? '' : t(untilKeys[told.kind] ?? 'until', values);
  return {
    title: t(
      told.kind === 'prolonged' && details['earlier'] === 'yes' ? 'windowChanged' : `kinds.${told.kind}`,
      values,
    ),
    text: [ownText(t, told), until, text('reason'), text('comment')].filter((part) => part !== '').join(' '),
  };
}

const untilKeys: Partial<Record<NotificationKind, 'untilNow' | 'untilAgain'>> = {
  prolonged: 'untilNow',
  returned: 'untilAgain',
};

function ownText(t: TFunction<'notifications'>, { kind, report, title, details }: Told): string {
  switch (kind) {
    case 'report_ready':
      return report?.title ?? '';
    case 'report_failed':
      return [report?.title ?? '', t('failedText')].join('. ');
    case 'closes_in_3_days':
    case 'closes_in_1_day':
      return t('notSubmitted');
    case 'remark_answered':
      return title ?? '';
    case 'credentials_replaced':
      return t('credentialsText', { login: String(details['login'] ?? '') });
    default:
      return '';
  }
}
