import type { TFunction } from 'i18next';
import type { Formatter } from '../i18n/format';
import type { NotificationView } from '../protocol/notifications';
import { wordsOf } from './notifications';

export interface LetterText {
  readonly subject: string;
  readonly text: string;
}

/** More than anybody reads in a letter; the rest is a number and a link. */
const MOST_IN_LETTER = 20;

interface Words {
  readonly t: TFunction<'notifications'>;
  readonly format: Formatter;
  /** Where the cabinet is, without a slash at its end. */
  readonly address: string;
}

/** A letter of one notification or a digest of many: what happened and where to go; never what was written in a report, never secrets. */
export function newsLetter({ t, format, address }: Words, news: readonly NotificationView[]): LetterText {
  const shown = news.slice(0, MOST_IN_LETTER);
  const parts = shown.map((item) => {
    const { title, text } = wordsOf(t, format, item);
    const link = `${address}/lk/notifications/${item.id}/open`;
    return [title, text, format.dateTimeMoscow(item.createdAt), link]
      .filter((line) => line !== '')
      .join('\n');
  });
  const more = news.length - shown.length;
  const first = shown[0];
  const subject =
    news.length === 1 && first !== undefined
      ? wordsOf(t, format, first).title
      : t('mail.digestSubject', { count: news.length });
  const rest = more > 0 ? [`${t('mail.more', { count: more })}\n${address}/lk/notifications`] : [];
  return { subject: oneLine(subject), text: [...parts, ...rest, footer({ t, address })].join('\n\n') };
}

/** The letter that asks whether the address belongs to the account. */
export function confirmingLetter({ t, address }: Omit<Words, 'format'>, token: string): LetterText {
  return {
    subject: t('mail.confirmSubject'),
    text: `${t('mail.confirmText')}\n\n${address}/lk/mail/confirm/${token}\n\n${t('mail.confirmIgnore')}\n`,
  };
}

const footer = ({ t, address }: Omit<Words, 'format'>): string =>
  `--\n${t('mail.footer')}\n${address}/lk/preferences\n`;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 200);
