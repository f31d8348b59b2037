import { randomUUID } from 'node:crypto';
import type { OrganisationKind } from '~/protocol/views';
import { seededRandom } from './random';

/** A made-up country: no place, school or college of it exists. */
export interface DemoUnit {
  readonly id: string;
  readonly code: string;
  readonly kind: 'country' | 'region' | 'municipality' | 'organisation';
  readonly organisationKind: OrganisationKind | null;
  readonly title: string;
  readonly parentId: string | null;
  readonly regionId: string | null;
  readonly municipalityId: string | null;
  readonly timeZone: string;
}

const SEED = 20230427;
const SCHOOLS_EACH = 17;
const COLLEGES_EACH = 6;
const BOARDING_EACH = 2;

const REGIONS = [
  { code: '91', title: 'Приозёрская область', timeZone: 'Europe/Moscow' },
  { code: '92', title: 'Каменогорский край', timeZone: 'Asia/Yekaterinburg' },
  { code: '93', title: 'Восточно-Залесская область', timeZone: 'Asia/Vladivostok' },
] as const;

const MUNICIPALITIES = [
  ['г. о. Приозёрск', 'Лесновский район', 'Заречный район', 'Сосновский район'],
  ['г. о. Каменогорск', 'Медногорский район', 'Степной район', 'Верхнеключевской район'],
  ['г. о. Залесск', 'Таёжный район', 'Прибрежный район', 'Новолужский район'],
] as const;

const VILLAGES = [
  'Берёзовка',
  'Ключи',
  'Луговое',
  'Покровка',
  'Сосновка',
  'Успенка',
  'Родники',
  'Дубрава',
] as const;
const FIELDS = [
  'политехнический колледж',
  'медицинский колледж',
  'аграрный техникум',
  'педагогический колледж',
  'колледж транспорта и строительства',
  'колледж сервиса и торговли',
] as const;

/** Regions, municipalities and about 300 organisations; every run gives the same names and codes. */
export function demoCountry(): readonly DemoUnit[] {
  const random = seededRandom(SEED);
  const country: DemoUnit = {
    ...place('country', '00', 'Демонстрационная страна', null),
    timeZone: 'Europe/Moscow',
  };
  const units: DemoUnit[] = [country];
  for (const [r, region] of REGIONS.entries()) {
    const regionUnit: DemoUnit = {
      ...place('region', region.code, `${region.title} (демо)`, country.id),
      timeZone: region.timeZone,
    };
    units.push(regionUnit);
    let number = 0;
    for (const [m, title] of (MUNICIPALITIES[r] ?? []).entries()) {
      const municipality: DemoUnit = {
        ...place('municipality', `${region.code}-${m + 1}`, `${title} (демо)`, regionUnit.id),
        regionId: regionUnit.id,
        timeZone: region.timeZone,
      };
      units.push(municipality);
      for (const { kind, name } of organisationsOf(
        title,
        m === 0,
        random.between(1, 40),
        random.pick(VILLAGES),
      )) {
        number++;
        units.push({
          ...place(
            'organisation',
            `${kind}${region.code}${String(number).padStart(4, '0')}`,
            name,
            municipality.id,
          ),
          organisationKind: kind,
          regionId: regionUnit.id,
          municipalityId: municipality.id,
          timeZone: region.timeZone,
        });
      }
    }
  }
  return units;
}

function place(kind: DemoUnit['kind'], code: string, title: string, parentId: string | null): DemoUnit {
  return {
    id: randomUUID(),
    code,
    kind,
    organisationKind: null,
    title,
    parentId,
    regionId: null,
    municipalityId: null,
    timeZone: '',
  };
}

function* organisationsOf(
  municipality: string,
  isCity: boolean,
  firstNumber: number,
  village: string,
): Iterable<{ readonly kind: OrganisationKind; readonly name: string }> {
  const town = municipality.replace('г. о. ', 'г. ');
  for (let i = 0; i < SCHOOLS_EACH; i++) {
    const type = i % 6 === 0 ? 'Гимназия' : i % 6 === 3 ? 'Лицей' : 'СОШ';
    const where = isCity || i % 3 > 0 ? town : `с. ${village}`;
    yield { kind: 'edu', name: `МБОУ «${type} № ${firstNumber + i}», ${where}` };
  }
  for (let i = 0; i < COLLEGES_EACH; i++) {
    const field = FIELDS[i] ?? FIELDS[0];
    yield { kind: 'spo', name: `ГБПОУ «${adjective(municipality)} ${field}»` };
  }
  for (let i = 0; i < BOARDING_EACH; i++) {
    yield {
      kind: 'ksh',
      name: `ГКОУ «${feminine(adjective(municipality))} кадетская школа-интернат № ${i + 1}»`,
    };
  }
}

const ADJECTIVES: Readonly<Record<string, string>> = {
  'г. о. Приозёрск': 'Приозёрский',
  'г. о. Каменогорск': 'Каменогорский',
  'г. о. Залесск': 'Залесский',
};

const adjective = (municipality: string): string =>
  ADJECTIVES[municipality] ?? municipality.replace(' район', '');

/** «Степной» колледж, «Степная» школа. */
const feminine = (name: string): string => name.replace(/(?:ий|ый|ой)$/, 'ая');
