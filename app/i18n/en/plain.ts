import type { Translated } from '../translation';
import type { plain as russian } from '../ru/plain';

export const plain: Translated<typeof russian> = {
  back: 'Back to the publication',
  open: 'Read and submit the report on a plain page',
  noscript: 'The table works only with JavaScript.',
  noFindings: 'Nothing to remark.',
  errors: 'Errors: {{number}}. The report cannot be submitted until they are corrected.',
  warnings: 'Warnings: {{number}}',
  row: 'row {{number}}',
  wholeForm: 'The whole form',
  submit: 'Submit the report',
  refused: 'The report was not submitted.',
  newer: 'The data or the form have changed. Below is what there is now: check it and submit again.',
  retry: 'Check the remarks and the closing time, then try again.',
};
