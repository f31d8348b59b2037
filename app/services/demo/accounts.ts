import type { Role } from '~/protocol/views';
import type { DemoUnit } from './country';

/** Of all demo accounts; they exist in demo mode only, and production refuses them. */
export const DEMO_PASSWORD = 'sbor-demo';

export interface DemoUser {
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly unit: DemoUnit;
}

/** One account for each organisation and territory, an organizer and an administrator for the country. */
export function demoUsers(units: readonly DemoUnit[]): readonly DemoUser[] {
  return units.flatMap((unit): readonly DemoUser[] => {
    switch (unit.kind) {
      case 'country':
        return [
          { login: 'federal', displayName: 'Федеральный организатор (демо)', role: 'federal', unit },
          { login: 'admin', displayName: 'Федеральный администратор (демо)', role: 'admin', unit },
        ];
      case 'region':
        return [{ login: `region${unit.code}`, displayName: unit.title, role: 'regional', unit }];
      case 'municipality':
        return [
          { login: `mun${unit.code.replace('-', '')}`, displayName: unit.title, role: 'municipal', unit },
        ];
      case 'organisation':
        return [{ login: unit.code, displayName: unit.title, role: 'organisation', unit }];
    }
  });
}

export interface DemoAccount {
  readonly role: string;
  readonly login: string;
  readonly password: string;
}

/** Whom one may sign in as, one of each kind, for the terminal. */
export function shownAccounts(users: readonly DemoUser[]): readonly DemoAccount[] {
  const first = (role: Role, prefix = ''): readonly DemoUser[] =>
    users.filter((user) => user.role === role && user.login.startsWith(prefix)).slice(0, 1);
  const shown = [
    ...first('organisation', 'spo').map((user) => ({ user, role: 'college (open form)' })),
    ...first('organisation', 'edu').map((user) => ({ user, role: 'school' })),
    ...first('municipal').map((user) => ({ user, role: 'municipal coordinator' })),
    ...first('regional').map((user) => ({ user, role: 'regional coordinator' })),
    ...users.filter((user) => user.login === 'region92').map((user) => ({ user, role: 'another region' })),
    ...first('federal').map((user) => ({ user, role: 'federal organizer' })),
  ];
  return shown.map(({ user, role }) => ({ role, login: user.login, password: DEMO_PASSWORD }));
}
