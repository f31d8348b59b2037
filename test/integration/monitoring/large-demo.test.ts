import { applyEdits, type Edit } from 'engine';
import { beforeAll, expect, it } from 'vitest';
import { findViewerById } from '../../../app/auth/viewer.server';
import { queryRow, queryRows } from '../../../app/db/sql.server';
import type { Viewer } from '../../../app/protocol/views';
import { loadDraft } from '../../../app/services/collecting/draft.server';
import { loadForm } from '../../../app/services/collecting/forms.server';
import { loadLarge } from '../../../app/services/demo/large/load-large.server';
import { loadDemo } from '../../../app/services/demo/load-demo.server';
import { listParticipants } from '../../../app/services/list-participants.server';
import { signIn } from '../../../app/services/sign-in.server';
import { useDataDirectory } from '../../support/data-directory';
import { useDatabase } from '../../support/database';

const database = useDatabase();
useDataDirectory();
const ORGANISATIONS = 900;

beforeAll(async () => {
  await expect(loadLarge(database.em(), ORGANISATIONS)).rejects.toThrow('no demo data');
  await loadDemo(database.em());
  expect(await loadLarge(database.em(), ORGANISATIONS)).toBe(true);
});

async function viewer(login: string): Promise<Viewer> {
  const signedIn = await signIn(database.em(), { login, password: 'sbor-demo', address: '127.0.0.1' });
  const user = await queryRow<{ id: string }>(database.em(), 'select id from user_account where login = $1', [
    login,
  ]);
  const found = user && signedIn.ok && (await findViewerById(database.em(), user.id));
  if (!found) throw new Error(`${login} does not sign in`);
  return found;
}

const collectionId = async () =>
  (await queryRow<{ id: string }>(database.em(), `select id from collection where title like '%вся страна%'`))
    ?.id ?? '';

it('a whole country is added once', async () => {
  expect(await loadLarge(database.em(), ORGANISATIONS)).toBe(false);
  const counts = await queryRows(
    database.em(),
    `select kind, count(*) as n, count(distinct time_zone) as zones, bool_and(is_demo) as demo
       from org_unit where substr(regexp_replace(code, '^[a-z]+', ''), 1, 2) between '01' and '89' group by kind order by kind`,
  );
  expect(counts).toEqual([
    { kind: 'municipality', n: 89 * 27, zones: 11, demo: true },
    { kind: 'organisation', n: ORGANISATIONS, zones: 11, demo: true },
    { kind: 'region', n: 89, zones: 11, demo: true },
  ]);
});

it('its coordinators sign in and see the participants of their territory, in all states', async () => {
  const query = { sort: 'login', descending: false, page: 1 } as const;
  const ofRegion = await listParticipants(
    database.em(),
    await viewer('region01'),
    await collectionId(),
    query,
  );
  const ofMunicipality = await listParticipants(
    database.em(),
    await viewer('mun012'),
    await collectionId(),
    query,
  );
  const ofCountry = await listParticipants(
    database.em(),
    await viewer('federal'),
    await collectionId(),
    query,
  );
  expect(ofRegion?.counts.total).toBe(11);
  expect(ofMunicipality?.counts.total).toBe(1);
  expect(ofCountry?.counts.total).toBe(ORGANISATIONS + 300);
  expect(ofCountry?.counts.notStarted).toBeGreaterThan(0);
  expect(ofCountry?.counts.inProgress).toBeGreaterThan(0);
  expect(ofCountry?.counts.submitted).toBeGreaterThan(0);
});

it('the log of each report gives its draft, and its states agree with its instants', async () => {
  const em = database.em();
  const strange = await queryRows(
    em,
    `select s.id from submission s join collection c on c.id = s.collection_id
      where s.collection_id = $1 and not (
        (s.status = 'not_started') = (s.started_at is null) and (s.status = 'submitted') = (s.submitted_at is not null)
        and coalesce(c.opens_at <= s.started_at and s.started_at <= s.changed_at, true)
        and coalesce(s.changed_at <= s.submitted_at and s.submitted_at <= now(), true))`,
    [await collectionId()],
  );
  expect(strange).toEqual([]);
  const some = await queryRows<{ id: string; definition_version_id: string }>(
    em,
    `select id, definition_version_id from submission where collection_id = $1 and status <> 'not_started' order by id limit 20`,
    [await collectionId()],
  );
  for (const { id, definition_version_id } of some) {
    const { form } = await loadForm(em, definition_version_id);
    const log = await queryRows<{ edits: readonly Edit[] }>(
      em,
      'select edits from submission_change where submission_id = $1 order by revision',
      [id],
    );
    const { answers } = log.reduce<Pick<ReturnType<typeof applyEdits>, 'answers'>>(
      (whole, { edits }) => applyEdits(form, whole.answers, edits),
      {
        answers: { sheets: {} },
      },
    );
    expect(answers.sheets).toEqual((await loadDraft(em, id)).sheets);
  }
});
