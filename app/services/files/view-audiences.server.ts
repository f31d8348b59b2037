import type { EntityManager } from '~/db/orm.server';
import { type AudienceFields, audienceSchema } from '~/db/queries/audiences.server';
import { findLogins, findUnits } from '~/db/queries/territories.server';
import type { AudienceView } from '~/protocol/views';

export type AudienceViews = ReadonlyMap<string, AudienceView>;

/** The audiences of things with names of places and organisations, by the ids of the things. Two queries, however many there are. */
export async function viewAudiences(
  em: EntityManager,
  things: readonly { readonly id: string; readonly audience: unknown }[],
): Promise<AudienceViews> {
  const parsed = things.map(({ id, audience }) => ({
    id,
    audience: audienceSchema.safeParse(audience ?? null),
  }));
  const all = parsed.flatMap(({ audience }) => (audience.success && audience.data ? [audience.data] : []));
  const units = await findUnits(em, [
    ...new Set(all.flatMap(({ regions = [], municipalities = [] }) => [...regions, ...municipalities])),
  ]);
  const logins = await findLogins(em, [...new Set(all.flatMap(({ logins = [] }) => logins))]);
  const unitTitles = new Map(units.map(({ id, title }) => [id, title]));
  const loginTitles = new Map(logins.map(({ login, title }) => [login, title]));
  const named = (ids: readonly string[] = []) => ids.map((id) => ({ id, title: unitTitles.get(id) ?? id }));
  const view = (fields: AudienceFields, unreadable: boolean): AudienceView => ({
    roles: fields.roles ?? [],
    kinds: fields.kinds ?? [],
    regions: named(fields.regions),
    municipalities: named(fields.municipalities),
    logins: (fields.logins ?? []).map((login) => ({ login, title: loginTitles.get(login) ?? '' })),
    unreadable,
  });
  return new Map(
    parsed.map(({ id, audience }) => [
      id,
      audience.success ? view(audience.data ?? {}, false) : view({}, true),
    ]),
  );
}
