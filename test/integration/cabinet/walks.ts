import { randomUUID } from 'node:crypto';
import { everybody, ofPrograms, type Outcomes, participant, type Walk, watchers } from './walked';

/** What addresses name; the test that walks fills it in. */
export const ids = {
  section: '',
  slug: '',
  fileId: '',
  blockId: '',
  deliveryId: '',
  uploadId: '00000000-0000-4000-8000-000000000000',
  collectionId: '',
  submissionId: '',
  number: '',
  receipt: '',
  revision: '1',
  notificationId: '00000000-0000-4000-8000-000000000000',
  token: 'none',
  sheet: 'main',
  row: 'new',
};
/** A submitted report of the school in a collection with a review. */
export const reviewed = { submissionId: '', receipt: '' };
const reviewedReport = () => ({ ...ids, ...reviewed });

const ownReport: Outcomes = { guest: 'login', regional: 200, rest: 404 };
const newRow = () => ({
  kind: 'insertRows',
  sheet: 'main',
  after: null,
  rows: [{ id: randomUUID(), cells: {} }],
});

/** Every route, and what everybody gets there. Submitting comes before saving: it names the revision. */
export const table: Readonly<Record<string, Walk>> = {
  'routes/home.ts': { loader: { rest: '/lk' } },
  'routes/unknown.tsx': { loader: { rest: 404 } },
  'routes/cabinet/unknown.tsx': { loader: { rest: 404 } },
  'routes/cabinet/boundary.tsx': {},
  'routes/cabinet/layout.tsx': { loader: everybody },
  'routes/cabinet/start.ts': { loader: { guest: 'login', rest: '/lk/publications/SECTION' } },
  'routes/cabinet/preferences.tsx': {
    loader: everybody,
    action: { rest: '/lk/preferences' },
    posts: () => ({ form: { locale: 'ru' } }),
  },
  'routes/notifications/notifications.tsx': { loader: everybody, action: everybody },
  'routes/notifications/open.ts': { loader: { guest: 'login', rest: '/lk/notifications' } },
  // Without a mail server there are no such pages.
  'routes/mail/mail.tsx': {
    loader: { guest: 'login', rest: 404 },
    action: { guest: 'login', rest: 404 },
    posts: () => ({ form: { intent: 'set', address: 'a@example.org' } }),
  },
  'routes/mail/confirm.ts': { loader: { guest: 'login', rest: '/lk/mail?result=expired' } },
  'routes/notifications/events.ts': { loader: { guest: 401, rest: 200 } },
  'routes/publications/section.tsx': { loader: everybody },
  'routes/publications/publication.tsx': {
    loader: { guest: 'login', other: 404, stranger: 404, rest: 200 },
  },
  'routes/files/file.ts': {
    loader: { guest: 'login', other: 404, stranger: 404, municipal: 403, regional: 403, rest: 200 },
  },
  'routes/files/uploads.ts': {
    loader: { rest: '/lk' },
    // Without the version of the protocol nothing is begun, whoever asks.
    action: { guest: 401, rest: 412 },
  },
  'routes/files/upload.ts': { loader: { guest: 401, rest: 404 }, action: { guest: 401, rest: 412 } },
  'routes/files/storage-files.ts': {
    loader: { rest: '/lk' },
    action: { guest: 'login', federal: '/lk', rest: 404 },
    posts: () => ({ form: { intent: 'rename', fileId: ids.fileId, name: 'Новое имя.pdf' } }),
  },
  'routes/files/audience-options.ts': { loader: { guest: 401, federal: 200, rest: 404 } },
  'routes/files/downloads.tsx': { loader: watchers(200) },
  'routes/files/downloads-report.ts': { loader: { rest: '/lk' }, action: watchers('/lk/notifications') },
  'routes/files/delivery.tsx': {
    loader: { guest: 'login', federal: 200, rest: 404 },
    action: { guest: 'login', federal: 'DELIVERY', rest: 404 },
  },
  'routes/files/delivery-entries.ts': { loader: { guest: 'login', federal: 200, rest: 404 } },
  ...ofPrograms,
  'routes/monitoring/monitoring.tsx': { loader: watchers(200) },
  'routes/monitoring/participants.tsx': {
    loader: watchers(200),
    action: { ...watchers('?submission=OWN&since=0'), stranger: '?submission=OWN&since=0' },
    posts: () => ({ form: { column: 'contact' } }),
  },
  'routes/monitoring/phone-list.tsx': { loader: watchers(200) },
  'routes/monitoring/phone-list-file.ts': { loader: watchers(200) },
  'routes/monitoring/roster.tsx': {
    loader: { guest: 'login', federal: 200, rest: 404 },
    action: { guest: 'login', federal: 200, rest: 404 },
    posts: () => ({ form: { intent: 'add', logins: 'nobody', reason: 'Проверка' } }),
  },
  'routes/windows/window.tsx': {
    loader: { guest: 'login', federal: 200, rest: 404 },
    action: { guest: 'login', federal: 200, rest: 404 },
    posts: () => ({
      form: { intent: 'preview', target: 'all', closesAt: '2099-01-01T12:00', reason: 'Проверка' },
    }),
  },
  'routes/contact/contact.tsx': {
    loader: { guest: 'login', school: 200, other: 200, rest: 404 },
    action: { guest: 'login', school: 200, other: 200, rest: 404 },
    posts: () => ({ form: { name: '', phone: '+7 000 000-00-00', email: '' } }),
  },
  'routes/monitoring/participant.tsx': { loader: watchers(200) },
  'routes/monitoring/export.tsx': {
    loader: watchers(200),
    action: watchers('/lk/notifications'),
  },
  'routes/monitoring/report.ts': { loader: { ...ownReport, guest: 401 } },
  'routes/monitoring/report-cancel.ts': {
    loader: { rest: '/lk/notifications' },
    action: { ...ownReport, regional: '/lk/notifications' },
  },
  'routes/monitoring/report-file.ts': { loader: ownReport },
  'routes/filling/table.tsx': { loader: participant(200, 404, 'login') },
  'routes/filling/submitted.ts': { loader: participant(200, 409) },
  'routes/filling/history.ts': { loader: { ...watchers(200, 401), school: 200 } },
  // Nothing has been edited yet: there is no such state.
  'routes/filling/past-state.ts': { loader: { guest: 401, rest: 404 } },
  'routes/review/queue.tsx': { loader: { ...watchers(200), stranger: 200 } },
  'routes/review/report.tsx': { loader: watchers(200), params: reviewedReport },
  'routes/review/levels.tsx': {
    loader: { guest: 'login', federal: 200, rest: 404 },
    action: { guest: 'login', federal: 200, rest: 404 },
    posts: () => ({ form: { levels: 'both' } }),
  },
  'routes/review/remarks.ts': {
    loader: { rest: '/lk/review/SUBMISSION' },
    action: { guest: 401, municipal: 200, regional: 200, rest: 404 },
    params: reviewedReport,
    posts: () => ({
      json: {
        kind: 'write',
        id: randomUUID(),
        receipt: Number(reviewed.receipt),
        place: { sheet: 'main', row: null, column: 'name' },
        text: 'Проверьте',
      },
    }),
  },
  'routes/review/verdict.ts': {
    loader: { rest: '/lk/review/SUBMISSION' },
    params: reviewedReport,
    // The municipality returns it; for the region it is over.
    action: { guest: 401, municipal: 200, regional: 409, rest: 404 },
    posts: () => ({
      json: { receipt: Number(reviewed.receipt), verdict: 'returned', comment: 'Проверьте', closesAt: null },
    }),
  },
  'routes/filling/remarks.ts': {
    loader: participant(200, 409),
    // There is no such remark.
    action: participant(409, 409),
    posts: () => ({
      json: { submissionId: ids.submissionId, remarkId: randomUUID(), text: 'Исправлено' },
    }),
  },
  'routes/receipts/receipt.tsx': { loader: { ...watchers(200), school: 200 } },
  'routes/filling/changes.ts': { loader: participant(200, 409) },
  'routes/filling/plain.tsx': {
    loader: participant(200, 404, 'login'),
    action: participant('/lk/receipts/RECEIPT', 404, 'login'),
    posts: () => ({ form: { submissionId: ids.submissionId, version: '1', revision: '0' } }),
  },
  'routes/filling/submit.ts': {
    action: participant(200, 409),
    posts: () => ({ json: { submissionId: ids.submissionId, definitionVersion: 1, revision: 0 } }),
  },
  'routes/filling/workbook.ts': { loader: participant(200, 404, 'login') },
  // What is sent is no workbook, which only the participant gets to hear.
  'routes/filling/workbook-read.ts': {
    action: participant(422, 409),
    posts: () => ({ form: { submissionId: ids.submissionId }, file: 'text' }),
  },
  'routes/filling/workbook-marked.ts': {
    action: participant(422, 409),
    posts: () => ({ form: { submissionId: ids.submissionId, marks: '[]' }, file: 'text' }),
  },
  'routes/filling/refresh.ts': {
    action: participant(200, 409),
    posts: () => ({
      json: {
        submissionId: ids.submissionId,
        revision: 0,
        sources: { form: '', organisation: '', window: '', previous: '' },
      },
    }),
  },
  'routes/filling/edits.ts': {
    action: participant(200, 409),
    posts: () => ({
      json: {
        submissionId: ids.submissionId,
        definitionVersion: 1,
        clientId: randomUUID(),
        clientSeq: 1,
        knownRevision: 0,
        edits: [newRow()],
      },
    }),
  },
  'routes/filling/plain-row.tsx': {
    loader: participant(200, 404, 'login'),
    action: participant('/lk/collections/COLLECTION/plain#sheet-main', 404, 'login'),
    posts: () => ({
      form: {
        submissionId: ids.submissionId,
        clientId: randomUUID(),
        version: '1',
        revision: '0',
        row: `r${randomUUID()}`,
        isNew: 'yes',
        intent: 'save',
        'was:name': '[]',
        'cell:name': 'Школа',
      },
    }),
  },
  // Signing in and out is for everybody; what comes of it is told by the tests of signing in.
  'routes/sign-in/login.tsx': {
    loader: { guest: 200, rest: '/lk' },
    action: { rest: 400 },
    posts: () => ({ form: {} }),
  },
  'routes/sign-in/logout.ts': { loader: { rest: '/lk' }, action: { rest: '/login' } },
};
