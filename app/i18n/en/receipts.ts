import type { receipts as russian } from '../ru/receipts';
import type { Translated } from '../translation';

export const receipts: Translated<typeof russian> = {
  title: 'Receipt No. {{number}}',
  back: 'To the publication',
  print: 'Print',
  replaced: 'The organisation submitted the report again later:',
  number: 'Number',
  organisation: 'Organisation',
  place: 'Located in',
  collection: 'Collection',
  form: 'Form',
  formVersion: '{{title}}, version {{version}}',
  submittedAt: 'Submitted',
  local: '{{time}} local time ({{zone}})',
  by: 'Submitted by',
  fingerprint: 'SHA-256 fingerprint',
  frozen: 'What was submitted',
  row: 'Row',
  empty: 'Nothing is filled in on this sheet.',
};
