import type { monitoring as original } from '../ru/monitoring';
import type { Translated } from '../translation';

export const monitoring = {
  participants: {
    title: 'List of participants',
    columns: {
      login: 'Login',
      organisation: 'User',
      status: 'Status',
      startedAt: 'Work begun',
      submittedAt: 'Submitted',
      view: 'View the entered data',
    },
    status: {
      submitted: 'Submitted',
      in_progress: 'In progress',
      not_started: 'Not begun',
    },
    search: 'Login or name',
    filter: 'Status',
    found_one: '{{count}} participant found',
    found_other: '{{count}} participants found',
    sortBy: 'Sort by: {{column}}',
    sort: 'Sorting',
    ascending: 'ascending',
    descending: 'descending',
    view: 'View data: {{organisation}}',
    noneFound: {
      title: 'Nobody found',
      text: 'Change the search or reset the filter.',
    },
    none: {
      title: 'No participants',
      text: 'None of the organisations that you are responsible for take part in this collection.',
    },
    back: 'To the publication',
  },
  data: {
    title: 'Entered data',
    sheets: 'Sheets',
    draftLeft:
      'The organisation began to fill in the form and did not submit it before closing. This is its draft.',
    draftNote: 'This is a draft: the organisation has not submitted these data yet.',
    receipt: 'Receipt',
    receiptNumber: 'No. {{number}}',
    editedSince:
      'These data were submitted {{at}}. Since then the organisation has changed its draft and has not submitted it again.',
    notStarted: 'Not begun: the organisation has not entered anything yet.',
    emptySheet: 'Nothing is entered on this sheet.',
    rowNumber: 'No.',
    more_one: 'Show {{count}} more row',
    more_other: 'Show {{count}} more rows',
  },
  export: {
    preparing: 'Report #{{number}} is being prepared',
    canClose: 'You can close this window and find the report in the notifications',
    ready: 'Report #{{number}} is ready for download',
    download: 'Download the report',
    failed: 'Report #{{number}} was not made',
    failedText: 'An error interrupted it. Close the window and start the export again.',
    progress: '{{done}} of {{total}} processed',
    queued: 'Waiting for its turn',
    starting: 'Starting the export…',
    notStarted: 'The export did not start: no connection to the server.',
    lost: 'The connection broke. The report is still being prepared, checking again…',
  },
} satisfies Translated<typeof original>;
