import type { Locale } from 'engine';
import type { ParticipantRow, SubmissionStatus } from '~/protocol/views';
import { moscowStamp } from './downloads-report';

/** Headings of the list of those to be phoned. */
export const phoneListHeadings: Readonly<Record<Locale, readonly string[]>> = {
  ru: [
    'Логин',
    'Организация',
    'Регион',
    'Муниципалитет',
    'Статус',
    'Ошибок осталось',
    'Последняя активность (МСК)',
    'Контактное лицо',
    'Телефон',
    'Эл. почта',
  ],
  en: [
    'Login',
    'Organisation',
    'Region',
    'Municipality',
    'Status',
    'Errors left',
    'Last activity (Moscow)',
    'Contact',
    'Telephone',
    'E-mail',
  ],
};

const statuses: Readonly<Record<Locale, Readonly<Record<SubmissionStatus, string>>>> = {
  ru: { submitted: 'Сдано', in_progress: 'В работе', not_started: 'Не приступал' },
  en: { submitted: 'Submitted', in_progress: 'In progress', not_started: 'Not begun' },
};

/** One row below the headings. A plus before a telephone number is left out: spreadsheets take it for a formula. */
export const phoneListRow = (locale: Locale, row: ParticipantRow): readonly (string | number)[] => [
  row.login,
  row.organisation,
  row.region,
  row.municipality,
  statuses[locale][row.status],
  row.errorsLeft ?? '',
  row.lastActivity === null ? '' : moscowStamp(new Date(row.lastActivity)),
  row.contact.name,
  row.contact.phone.replace(/^\+/, ''),
  row.contact.email,
];
