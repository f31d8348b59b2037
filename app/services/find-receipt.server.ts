import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findReceiptRow } from '~/db/queries/receipts.server';
import { findPublicationPath } from '~/db/queries/submissions.server';
import type { ReceiptView } from '~/protocol/receipt';
import type { Viewer } from '~/protocol/views';
import { loadForm } from './collecting/forms.server';
import { fingerprintOf } from './receipts/fingerprint.server';

/** What was submitted under a number, as it was frozen then. Null where there is none that the viewer may see. */
export async function findReceipt(
  em: EntityManager,
  viewer: Viewer,
  number: number,
): Promise<ReceiptView | null> {
  if (!Number.isSafeInteger(number) || number < 1 || !can(viewer, 'receipt.read')) return null;
  const row = await findReceiptRow(em, number, visibleOrgUnits(viewer, 'receipt.read', 's', 1));
  if (!row) return null;
  const { source } = await loadForm(em, row.definition_version_id);
  return {
    number: row.number,
    latest: row.latest,
    collectionTitle: row.collection_title,
    publicationPath: await findPublicationPath(em, row.collection_id),
    organisation: {
      code: row.org_code,
      title: row.organisation,
      municipality: row.municipality,
      region: row.region,
      timeZone: row.time_zone,
    },
    submittedAt: row.submitted_at.toISOString(),
    by: { login: row.login, name: row.name },
    form: source,
    answers: row.answers,
    fingerprint: fingerprintOf(row.answers),
  };
}
