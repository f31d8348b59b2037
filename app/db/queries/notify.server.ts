import type { NotificationDetails, NotificationKind } from '../../protocol/notifications';
import type { EntityManager } from '../orm.server';
import { queryRows } from '../sql.server';

export interface Notice {
  readonly kind: NotificationKind;
  /** What is told once: a user is told about the same subject by the same kind never again. */
  readonly subject: string;
  readonly collectionId?: string;
  readonly publicationId?: string;
  readonly submissionId?: string;
  readonly reportId?: string;
  readonly details?: NotificationDetails;
}

/** Users by their ids, or all accounts of org units that can sign in. */
export type Addressees = { readonly users: readonly string[] } | { readonly orgUnits: readonly string[] };

/**
 * Tells people something, once, in the transaction that `em` is in: whoever was told before is left out. Returns the ids of the users
 * told; after the commit hand them to `announceTo`. One statement, for any number of addressees.
 */
export async function notify(
  em: EntityManager,
  notice: Notice,
  addressees: Addressees,
): Promise<readonly string[]> {
  const [condition, ids] =
    'users' in addressees ? ['u.id', addressees.users] : ['u.org_unit_id', addressees.orgUnits];
  if (ids.length === 0) return [];
  const rows = await queryRows<{ user_id: string }>(
    em,
    `insert into notification (user_id, kind, subject, collection_id, publication_id, submission_id, report_id, details)
     select u.id, $2, $3, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8::jsonb from user_account u
      where ${condition} = any($1::uuid[]) and u.disabled_at is null
     on conflict (user_id, kind, subject) do nothing returning user_id`,
    [
      ids,
      notice.kind,
      notice.subject,
      notice.collectionId ?? null,
      notice.publicationId ?? null,
      notice.submissionId ?? null,
      notice.reportId ?? null,
      JSON.stringify(notice.details ?? {}),
    ],
  );
  return rows.map(({ user_id }) => user_id);
}
