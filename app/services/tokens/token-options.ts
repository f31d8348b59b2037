import type { ApiScope } from '~/protocol/api';

/** Everything that a token may be allowed, in the order shown. */
export const apiScopes: readonly [ApiScope, ...ApiScope[]] = [
  'collections:read',
  'participants:read',
  'submissions:read',
  'org-units:read',
];

/** Days after which a token runs out. */
export const tokenDays = [30, 90, 365] as const;
