import { readParticipantQuery } from '~/components/monitoring/participant-address';
import type { PhoneListQuery } from '~/services/monitoring/phone-list.server';

const MAX_LOGIN_LENGTH = 100;

/** The filter of the list of participants, and logins that were ticked. */
export function readPhoneListQuery(url: string): PhoneListQuery {
  const { searchParams } = new URL(url);
  const logins = searchParams.getAll('login').map((login) => login.slice(0, MAX_LOGIN_LENGTH));
  return { ...readParticipantQuery(searchParams), logins: [...new Set(logins)] };
}
