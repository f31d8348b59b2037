/** All entities; their metadata agrees with `migrations/`, which a test checks. */
export * from './audit-event.server';
export * from './collection.server';
export * from './form.server';
export * from './org-unit.server';
export * from './publication.server';
export * from './report.server';
export * from './submission.server';
export * from './user.server';
export * from './workbook-alias.server';
