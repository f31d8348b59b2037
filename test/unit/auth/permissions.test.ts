import { describe, expect, it } from 'vitest';
import { type Action, can, permissions, scopeOf, visibleOrgUnits } from '../../../app/auth/permissions';
import type { Role, Viewer } from '../../../app/protocol/views';

const roles: readonly Role[] = ['organisation', 'municipal', 'regional', 'federal', 'admin'];

/** Written down a second time, so that a right changes on purpose only. Order of columns: as above. */
const expected: Readonly<Record<Action, string>> = {
  'publication.read': 'account account account account account',
  'file.list': 'account account account account account',
  'file.read': 'account account account account account',
  'file.manage': 'none none none country none',
  'file.statistics': 'none municipality region country none',
  'submission.open': 'organisation none none none none',
  'submission.edit': 'organisation none none none none',
  'submission.submit': 'organisation none none none none',
  'submission.answer': 'organisation none none none none',
  'history.read': 'organisation municipality region country none',
  'receipt.read': 'organisation municipality region country none',
  'collection.monitor': 'none municipality region country none',
  'collection.export': 'none municipality region country none',
  'participants.read': 'none municipality region country none',
  'participants.change': 'none none none country none',
  'contact.write': 'organisation none none none none',
  'window.change': 'none none none country none',
  'participant-data.read': 'none municipality region country none',
  'review.read': 'none municipality region country none',
  'review.judge': 'none municipality region none none',
  'review.configure': 'none none none country none',
  'report.read': 'account account account account account',
  'report.cancel': 'account account account account account',
  'notification.read': 'account account account account account',
  'preferences.write': 'account account account account account',
  'token.manage': 'none account account account none',
  'org-unit.read': 'none municipality region country none',
};

const viewer = (role: Role, orgUnit: Partial<Viewer['orgUnit']> = {}): Viewer => ({
  userId: 'u',
  login: 'login',
  displayName: 'Name',
  role,
  locale: 'ru',
  theme: 'system',
  gridView: 'table',
  orgUnit: {
    id: 'unit',
    code: 'code',
    kind: 'organisation',
    organisationKind: 'edu',
    title: 'Title',
    regionId: 'region',
    municipalityId: 'municipality',
    timeZone: 'Europe/Moscow',
    ...orgUnit,
  },
});

const actions = Object.keys(permissions) as Action[];

it.each(actions)('%s is granted as agreed', (action) => {
  const scopes = roles.map((role) => scopeOf(viewer(role), action));
  expect(scopes.join(' ')).toBe(expected[action]);
  expect(roles.map((role) => can(viewer(role), action))).toEqual(scopes.map((scope) => scope !== 'none'));
});

it('coordinators and organizers never edit answers', () => {
  for (const role of ['municipal', 'regional', 'federal', 'admin'] as const) {
    expect(can(viewer(role), 'submission.edit') || can(viewer(role), 'submission.submit')).toBe(false);
  }
});

describe('[A40] rows that a viewer sees', () => {
  it.each<readonly [Role, Action, string, readonly string[]]>([
    ['municipal', 'participants.read', 's.municipality_id = $3', ['municipality']],
    ['regional', 'participants.read', 's.region_id = $3', ['region']],
    ['federal', 'participants.read', 'true', []],
    ['admin', 'participants.read', 'false', []],
    ['organisation', 'participants.read', 'false', []],
    ['organisation', 'submission.open', 's.org_unit_id = $3', ['unit']],
    ['regional', 'notification.read', 'false', []],
  ])('%s, %s: %s', (role, action, sql, parameters) => {
    expect(visibleOrgUnits(viewer(role), action, 's', 3)).toEqual({ sql, parameters });
  });

  it('are none where the account stands outside of what the right speaks of', () => {
    const lost = viewer('municipal', { municipalityId: null });
    expect(visibleOrgUnits(lost, 'participants.read', 's', 1)).toEqual({ sql: 'false', parameters: [] });
  });
});
