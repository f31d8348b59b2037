import type { publications as original } from '../ru/publications';
import type { Translated } from '../translation';

export const publications = {
  none: {
    title: 'Nothing here yet',
    text: 'When a publication for you appears in this section, you will see it here.',
  },
  noSections: {
    title: 'No sections yet',
    text: 'When the federal organizer publishes something for you, it will appear here.',
  },
  expand: 'Expand the publication',
  collapse: 'Collapse the publication',
  published: 'Published {{date}}',
  permalink: 'Permanent link',
  backToSection: 'All publications of the section',
  storage: {
    title: 'File storage',
    files_one: '{{count}} file',
    files_other: '{{count}} files',
    open: 'Expand',
    close: 'Collapse',
    showAll: 'Show all',
    hideAll: 'Collapse all',
    search: 'Search by file name',
    notFound: 'No file has “{{text}}” in its name.',
    empty: 'There are no files in this storage yet.',
    download: 'Download the file',
    downloaded: 'Downloaded {{at}}',
    onlyOrganisations: 'For educational organisations only',
    onlyOrganisationsHint:
      'The file is meant for educational organisations: it is listed for you, but only they can download it.',
  },
  collection: {
    heading: 'Data collection',
    open: 'Open',
    closed: 'Closed',
    notYet: 'Not open yet',
    opensAt: 'Opens {{at}}',
    prolonged: 'Prolonged for your organisation',
    fill: 'Fill in',
    edit: 'Edit',
    view: 'View',
    receipt: 'Receipt No. {{number}}',
    lastTransfer: 'Last transfer of data: {{at}}',
    neverTransferred: 'No data have been transferred yet.',
    changedAt: 'Last change: {{at}}',
    draft: 'The draft is not submitted: to hand the data in, open the table and press “Submit the report”.',
    unsubmittedEdits:
      'There are changes after the submission. They are not handed in: open the table and press “Submit the report” again.',
    draftClosed: 'The collection is closed and nothing was submitted. The draft can be viewed.',
    unsubmittedClosed:
      'The collection is closed. The last submission counts; later changes were not handed in.',
    notParticipant: 'Your organisation does not take part in this collection.',
    counts: {
      label: 'Progress of the collection',
      total: 'Total',
      notStarted: 'Not begun',
      inProgress: 'In progress',
      submitted: 'Submitted',
      share: '{{submitted}} of {{total}} submitted, {{inProgress}} in progress, {{notStarted}} not begun',
    },
    participants: 'List of participants',
    export: 'Export results',
  },
} satisfies Translated<typeof original>;
