import { z } from 'zod';
import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { type Contact, findContact, storeContact } from '~/db/queries/contacts.server';
import { noteAudit } from '~/db/queries/storages.server';
import { withTransaction } from '~/db/sql.server';
import type { ContactProblem } from '~/protocol/contact';
import type { Viewer } from '~/protocol/views';

const LONGEST_NAME = 200;
const LONGEST_PHONE = 60;

const text = z.string().transform((given) => given.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim());
const contactSchema = z.object({
  name: text.pipe(z.string().max(LONGEST_NAME)),
  // Ten digits at least; an extension in words is allowed: «+7 (495) 000-00-00, доб. 12».
  phone: text.pipe(
    z.union([
      z.literal(''),
      z
        .string()
        .max(LONGEST_PHONE)
        .regex(/^\+?[\d\s().,\-\p{L}]+$/u)
        .refine((phone) => phone.replaceAll(/\D/g, '').length >= 10),
    ]),
  ),
  email: text.pipe(z.union([z.literal(''), z.string().email().max(LONGEST_NAME)])),
});

/** The contact of the viewer's organisation; null for those who have none. */
export async function findOwnContact(em: EntityManager, viewer: Viewer): Promise<Contact | null> {
  return can(viewer, 'contact.write') ? findContact(em, viewer.orgUnit.id) : null;
}

/** Keeps whom coordinators ask in the viewer's organisation. Answers with what is wrong, nothing kept then; null where the viewer has none. */
export async function setContact(
  em: EntityManager,
  viewer: Viewer,
  given: Readonly<Record<keyof Contact, unknown>>,
): Promise<readonly ContactProblem[] | null> {
  if (!can(viewer, 'contact.write')) return null;
  const parsed = contactSchema.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.flatten().fieldErrors;
    return (['name', 'phone', 'email'] as const).filter((field) => wrong[field] !== undefined);
  }
  await withTransaction(em, async (inner) => {
    await storeContact(inner, viewer.orgUnit.id, parsed.data);
    await noteAudit(inner, {
      userId: viewer.userId,
      action: 'contact_changed',
      objectKind: 'org_unit',
      objectId: viewer.orgUnit.id,
    });
  });
  return [];
}
