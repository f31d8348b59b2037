import type { EntityManager } from '../orm.server';
import { queryRow, execute } from '../sql.server';

export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** Whom to ask in an organisation; empty texts where nobody told. */
export function findContact(em: EntityManager, orgUnitId: string): Promise<Contact | null> {
  return queryRow(em, 'select contact_name as name, phone, email from org_unit where id = $1', [orgUnitId]);
}

export async function storeContact(
  em: EntityManager,
  orgUnitId: string,
  { name, phone, email }: Contact,
): Promise<void> {
  await execute(em, 'update org_unit set contact_name = $2, phone = $3, email = $4 where id = $1', [
    orgUnitId,
    name,
    phone,
    email,
  ]);
}
