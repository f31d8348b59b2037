import { index, layout, route, type RouteConfig } from '@remix-run/route-config';

export default [
  index('routes/home.ts'),
  route('login', 'routes/sign-in/login.tsx'),
  route('logout', 'routes/sign-in/logout.ts'),
  route('lk/files/:fileId', 'routes/files/file.ts'),
  route('lk/reports/:number', 'routes/monitoring/report.ts'),
  route('lk/reports/:number/file', 'routes/monitoring/report-file.ts'),
  route('lk/collections/:collectionId/export', 'routes/monitoring/export.ts'),
  // The table is a workspace with a head of its own.
  route('lk/collections/:collectionId/table', 'routes/filling/table.tsx'),
  route('lk/collections/:collectionId/edits', 'routes/filling/edits.ts'),
  route('lk/collections/:collectionId/changes', 'routes/filling/changes.ts'),
  route('lk/collections/:collectionId/refresh', 'routes/filling/refresh.ts'),
  route('lk/collections/:collectionId/submit', 'routes/filling/submit.ts'),
  route('lk/collections/:collectionId/submitted', 'routes/filling/submitted.ts'),
  route('lk/collections/:collectionId/workbook', 'routes/filling/workbook.ts'),
  route('lk/collections/:collectionId/workbook/read', 'routes/filling/workbook-read.ts'),
  route('lk/collections/:collectionId/workbook/marked', 'routes/filling/workbook-marked.ts'),
  route('lk/collections/:collectionId/history', 'routes/filling/history.ts'),
  route('lk/collections/:collectionId/history/:revision', 'routes/filling/past-state.ts'),
  route('lk', 'routes/cabinet/layout.tsx', [
    // Problems of a page are told under the header.
    layout('routes/cabinet/boundary.tsx', [
      index('routes/cabinet/start.ts'),
      route('preferences', 'routes/cabinet/preferences.tsx'),
      route('notifications', 'routes/notifications/notifications.tsx'),
      route('collections/:collectionId/plain', 'routes/filling/plain.tsx'),
      route('collections/:collectionId/plain/:sheet/:row', 'routes/filling/plain-row.tsx'),
      route('receipts/:receipt', 'routes/receipts/receipt.tsx'),
      route('publications/:section', 'routes/publications/section.tsx'),
      route('publications/:section/:slug', 'routes/publications/publication.tsx'),
      route('collections/:collectionId/participants', 'routes/monitoring/participants.tsx', [
        route(':submissionId', 'routes/monitoring/participant.tsx'),
      ]),
      route('*', 'routes/cabinet/unknown.tsx'),
    ]),
  ]),
  route('*', 'routes/unknown.tsx'),
] satisfies RouteConfig;
