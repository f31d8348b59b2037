import type { TFunction } from 'i18next';
import type { AudienceView } from '../../../protocol/views';
import { ofTerritory } from '../../../wording/territories';

/** So many names are said; the rest is a number. */
const NAMED = 2;

/** To whom a file is addressed, in words: «Школы Ростовской области», «Колледжи и региональные координаторы». */
export function audienceWords(audience: AudienceView, t: TFunction<'files'>): string {
  const { roles, kinds, regions, municipalities, logins, unreadable } = audience;
  if (unreadable) return t('audience.unreadable');
  if (logins.length > 0)
    return list(
      logins.map(({ login, title }) => (title === '' ? login : title)),
      t,
    );
  const who = [
    ...(kinds.length > 0 && (roles.length === 0 || roles.includes('organisation'))
      ? kinds.map((kind) => t(`audience.kinds.${kind}`))
      : []),
    ...roles
      .filter((role) => role !== 'organisation' || kinds.length === 0)
      .map((role) => t(`audience.who.${role}`)),
  ];
  const places = [...municipalities, ...regions].map(({ title }) => title);
  if (who.length === 0 && places.length === 0) return t('audience.everybody');
  const subject = who.length === 0 ? t('audience.anybody') : sentence(who, t);
  if (places.length === 0) return subject;
  const bent = places.map(ofTerritory);
  const [only] = bent;
  return places.length === 1 && typeof only === 'string' && t('audience.everybody') === 'Всем'
    ? `${subject} ${only}`
    : `${subject}: ${list(places, t)}`;
}

/** «Школы, кадетские школы и колледжи». */
function sentence(words: readonly string[], t: TFunction<'files'>): string {
  const [first = '', ...others] = words;
  const rest = others.map((word) => word.charAt(0).toLocaleLowerCase() + word.slice(1));
  const last = rest.pop();
  const before = [first, ...rest].join(', ');
  return last === undefined ? before : t('audience.and', { first: before, second: last });
}

function list(names: readonly string[], t: TFunction<'files'>): string {
  const said = names.slice(0, NAMED).join(', ');
  const left = names.length - NAMED;
  return left > 0 ? `${said} ${t('audience.more', { count: left })}` : said;
}
