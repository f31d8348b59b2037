import type { AudienceChoice } from '../../../protocol/files';
import type { AudienceView } from '../../../protocol/views';

/** Everybody who sees the publication. */
export const everybody: AudienceView = {
  roles: [],
  kinds: [],
  regions: [],
  municipalities: [],
  logins: [],
  unreadable: false,
};

export const isEmpty = (audience: AudienceView): boolean =>
  [audience.roles, audience.kinds, audience.regions, audience.municipalities, audience.logins].every(
    ({ length }) => length === 0,
  );

/** As it is sent; null is everybody. */
export const toChoice = (audience: AudienceView): AudienceChoice | null =>
  isEmpty(audience)
    ? null
    : {
        roles: audience.roles,
        kinds: audience.kinds,
        regions: audience.regions.map(({ id }) => id),
        municipalities: audience.municipalities.map(({ id }) => id),
        logins: audience.logins.map(({ login }) => login),
      };
