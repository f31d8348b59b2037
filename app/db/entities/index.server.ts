/** All entities; their metadata agrees with `migrations/`, which a test checks. */
export * from './api-token.server';
export * from './audit-event.server';
export * from './collection.server';
export * from './file.server';
export * from './form.server';
export * from './notification.server';
export * from './org-unit.server';
export * from './publication.server';
export * from './report.server';
export * from './review.server';
export * from './submission.server';
export * from './user.server';
export * from './workbook-alias.server';
