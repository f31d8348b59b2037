import { buffer } from 'node:stream/consumers';
import { applyEdits, type Edit, type Row, type ValidationContext, validateAnswers } from 'engine';
import { beforeAll, describe, expect, it } from 'vitest';
import { findViewerById } from '../../../app/auth/viewer.server';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import type { BlockView, Viewer } from '../../../app/protocol/views';
import { passwordHelp } from '../../../app/routes/publications/public-publication';
import { loadDraft } from '../../../app/services/collecting/draft.server';
import type { DemoAccount } from '../../../app/services/demo/accounts';
import { readShippedForm } from '../../../app/services/demo/forms.server';
import { loadDemo } from '../../../app/services/demo/load-demo.server';
import { findPublicPublication } from '../../../app/services/find-public-publication.server';
import { findPublication } from '../../../app/services/find-publication.server';
import { listParticipants } from '../../../app/services/list-participants.server';
import { listReviewQueue } from '../../../app/services/review/list-queue.server';
import { listPublications } from '../../../app/services/list-publications.server';
import { listSections } from '../../../app/services/list-sections.server';
import { openFileDownload } from '../../../app/services/files/open-file-download.server';
import { signIn } from '../../../app/services/sign-in.server';
import { useDataDirectory } from '../../support/data-directory';
import { useDatabase } from '../../support/database';

const database = useDatabase();
useDataDirectory();
let accounts: readonly DemoAccount[];

beforeAll(async () => {
  accounts = await loadDemo(database.em());
});

async function viewer(login: string): Promise<Viewer> {
  const row = await queryRow<{ id: string }>(database.em(), 'select id from user_account where login = $1', [
    login,
  ]);
  const found = row && (await findViewerById(database.em(), row.id));
  if (!found) throw new Error(`no account ${login}`);
  return found;
}

const loginOf = (role: string): string => accounts.find((account) => account.role === role)?.login ?? '';

/** All publications that the viewer sees, with their blocks. */
async function everything(who: Viewer) {
  const em = database.em();
  const found: { section: string; title: string; blocks: readonly BlockView[] }[] = [];
  for (const { slug, title: section } of await listSections(em)) {
    const folded = await listPublications(em, who, { sectionSlug: slug, unfolded: [] });
    const unfolded = folded?.publications.map((publication) => publication.slug) ?? [];
    const listed = await listPublications(em, who, { sectionSlug: slug, unfolded });
    for (const { title, blocks } of listed?.publications ?? []) found.push({ section, title, blocks });
  }
  return found;
}

it('loads the demo country once, with accounts that sign in', async () => {
  expect(await loadDemo(database.em())).toEqual(accounts);
  const counts = await queryRows<{ kind: string; n: number; demo: boolean; zones: number }>(
    database.em(),
    `select kind, count(*) as n, bool_and(is_demo) as demo, count(distinct time_zone) as zones
       from org_unit group by kind order by kind`,
  );
  expect(counts).toEqual([
    { kind: 'country', n: 1, demo: true, zones: 1 },
    { kind: 'municipality', n: 12, demo: true, zones: 3 },
    { kind: 'organisation', n: 300, demo: true, zones: 3 },
    { kind: 'region', n: 3, demo: true, zones: 3 },
  ]);
  for (const { login, password } of accounts) {
    expect((await signIn(database.em(), { login, password, address: '127.0.0.1' })).ok, login).toBe(true);
  }
});

it('names no account that is not there', async () => {
  const login = loginOf('another region');
  await execute(database.em(), 'update user_account set disabled_at = now() where login = $1', [login]);
  const named = (await loadDemo(database.em())).map((account) => account.login);
  await execute(database.em(), 'update user_account set disabled_at = null where login = $1', [login]);
  expect(named).toEqual(accounts.map((account) => account.login).filter((other) => other !== login));
});

it('[A2] logins of organisations name their kind, region and number', async () => {
  const odd = await queryRows(
    database.em(),
    `select u.login from user_account u join org_unit o on o.id = u.org_unit_id join org_unit r on r.id = o.region_id
      where u.role = 'organisation' and u.login !~ ('^' || o.organisation_kind || r.code || '[0-9]{4}$')`,
  );
  expect(odd).toEqual([]);
});

it('names organisations in good Russian, and no two alike in a municipality', async () => {
  const odd = await queryRows(
    database.em(),
    `select title from org_unit where title ~ '(ий|ый|ой) кадетская'
      union all select title from org_unit where kind = 'organisation' group by municipality_id, title having count(*) > 1`,
  );
  expect(odd).toEqual([]);
});

describe('publications', () => {
  it('[A10] stand in three sections; a college, a school and a coordinator each see their own', async () => {
    const sectionsOf = async (role: string) => {
      const seen = await everything(await viewer(loginOf(role)));
      return Object.fromEntries(
        ['ВПР', 'ВПР СПО', 'Техническая поддержка'].map((section) => [
          section,
          seen.filter((publication) => publication.section === section).length,
        ]),
      );
    };
    expect(await sectionsOf('college (open form)')).toEqual({
      ВПР: 0,
      'ВПР СПО': 4,
      'Техническая поддержка': 3,
    });
    expect(await sectionsOf('school')).toEqual({ ВПР: 2, 'ВПР СПО': 0, 'Техническая поддержка': 3 });
    expect(await sectionsOf('regional coordinator')).toEqual({
      ВПР: 2,
      'ВПР СПО': 4,
      'Техническая поддержка': 4,
    });
  });

  it('[A8] the instruction that the login page links to is readable without signing in', async () => {
    const found = await findPublicPublication(database.em(), passwordHelp);
    expect(JSON.stringify(found?.blocks)).toContain('Как подать заявку');
  });

  it('[A9] every link within them leads to a publication', async () => {
    const federal = await viewer(loginOf('federal organizer'));
    const texts = JSON.stringify(await everything(federal));
    const paths = [...texts.matchAll(/"href":"\/lk\/publications\/([^/"]+)\/([^/"]+)"/g)];
    expect(paths.length).toBeGreaterThan(0);
    for (const [, sectionSlug = '', slug = ''] of paths) {
      expect(await findPublication(database.em(), federal, { sectionSlug, slug }), slug).not.toBeNull();
    }
  });

  it('[A16] [A17] [A19] hold files of each kind', async () => {
    const filesOf = async (role: string) =>
      (await everything(await viewer(loginOf(role)))).flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'storage' ? [block.files] : [])),
      );
    const totalsOf = async (role: string) =>
      (await everything(await viewer(loginOf(role)))).flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'storage' ? [block.total] : [])),
      );
    const ofCollege = await filesOf('college (open form)');
    const own = ofCollege.flat().filter(({ name }) => name.startsWith('Сводка'));
    expect(own.map(({ name }) => name)).toEqual([`Сводка ${loginOf('college (open form)')}.csv`]);
    expect(ofCollege.flat().every(({ downloadable }) => downloadable)).toBe(true);
    const ofRegion = await filesOf('regional coordinator');
    expect(ofRegion.flat().some(({ name }) => name.startsWith('Сводка'))).toBe(false);
    const locked = ofRegion.flat().filter(({ downloadable }) => !downloadable);
    expect(locked.map(({ name }) => name)).toEqual([
      'Памятка ответственного (только для ОО).docx',
      'Ключи к работам (только для ОО).docx',
    ]);
    expect(Math.max(...(await totalsOf('regional coordinator')))).toBeGreaterThan(30);
  });

  it('every file that a college is offered is there, whole', async () => {
    const college = await viewer(loginOf('college (open form)'));
    const files = (await everything(college)).flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'storage' ? block.files : [])),
    );
    for (const { id, name, sizeBytes } of files) {
      const result = await openFileDownload(database.em(), college, id);
      if (!result.ok) throw new Error(`${name}: ${result.error}`);
      const stream = await result.value.open(null);
      expect(stream && (await buffer(stream)), name).toHaveLength(sizeBytes);
    }
  });
});

interface SeededSubmission {
  readonly id: string;
  readonly form_id: string;
  readonly status: string;
  readonly revision: number;
  readonly submitted_revision: number | null;
  readonly started_at: Date | null;
  readonly changed_at: Date | null;
  readonly submitted_at: Date | null;
  readonly opens_at: Date;
  readonly closes_at: Date;
}

describe('collections', () => {
  const all = () =>
    queryRows<SeededSubmission>(
      database.em(),
      `select s.id, v.form_id, s.status, s.revision, s.submitted_revision, s.started_at, s.changed_at, s.submitted_at,
              c.opens_at, c.closes_at
         from submission s join collection c on c.id = s.collection_id
         join definition_version v on v.id = s.definition_version_id`,
    );

  it('one is open and at work, one is closed with most reports submitted', async () => {
    const shares = await queryRows<{
      form_id: string;
      open: boolean;
      all: number;
      submitted: number;
      at_work: number;
    }>(
      database.em(),
      `select v.form_id, c.closes_at > now() and c.opens_at < now() as open, count(*) as all,
              count(*) filter (where s.status = 'submitted') as submitted,
              count(*) filter (where s.status = 'in_progress') as at_work
         from collection c join submission s on s.collection_id = c.id
         join definition_version v on v.id = s.definition_version_id group by 1, 2 order by 1, 2`,
    );
    const [professions, check, schedule] = shares;
    expect(check).toMatchObject({ form_id: 'spo-professions-2023', open: true, all: 72 });
    expect(professions).toMatchObject({ form_id: 'spo-professions-2023', open: false, all: 72 });
    expect(schedule).toMatchObject({ form_id: 'vpr-spo-schedule', open: true, all: 72 });
    expect((professions?.submitted ?? 0) / 72).toBeGreaterThan(0.75);
    expect((professions?.submitted ?? 0) / 72).toBeLessThan(0.95);
    for (const { all: total, submitted, at_work } of shares) {
      expect(at_work).toBeGreaterThan(0);
      expect(submitted + at_work).toBeLessThan(total);
    }
  });

  it('one has a review on both levels: the first college has remarks to answer, its coordinators have reports waiting', async () => {
    const municipal = await viewer(loginOf('municipal coordinator'));
    const query = { state: 'mine', collection: null, search: '', page: 1 } as const;
    const queue = await listReviewQueue(database.em(), municipal, query);
    expect(Object.values(queue?.counts ?? {}).every((count) => count > 0)).toBe(true);
    const regional = await viewer(loginOf('regional coordinator'));
    expect((await listReviewQueue(database.em(), regional, query))?.counts.mine).toBeGreaterThan(0);
    const { title, blocks } =
      (await everything(await viewer(loginOf('college (open form)')))).find(({ blocks: of }) =>
        of.some((block) => block.kind === 'collection' && block.own?.review != null),
      ) ?? {};
    expect(title).toBe('Уточнение сведений о профессиях и специальностях');
    expect(blocks?.find((block) => block.kind === 'collection')?.own?.review).toMatchObject({
      mark: { state: 'returned', level: 'municipal' },
    });
  });

  it('[A38] the first college has not begun, so that there is something to fill', async () => {
    const regional = await viewer(loginOf('regional coordinator'));
    const open = (await all()).find(({ form_id }) => form_id === 'vpr-spo-schedule');
    const collection = await queryRow<{ collection_id: string }>(
      database.em(),
      'select collection_id from submission where id = $1',
      [open?.id ?? ''],
    );
    const page = await listParticipants(database.em(), regional, collection?.collection_id ?? '', {
      sort: 'login',
      descending: false,
      page: 1,
    });
    expect(page?.counts.total).toBe(24);
    expect(page?.rows.find(({ login }) => login === loginOf('college (open form)'))?.status).toBe(
      'not_started',
    );
  });

  it('their instants are in order and within the window', async () => {
    for (const submission of await all()) {
      const { started_at, changed_at, submitted_at, opens_at, closes_at } = submission;
      const instants = [opens_at, started_at, changed_at, submitted_at, closes_at].filter(
        (at) => at !== null,
      );
      expect(instants, submission.id).toEqual([...instants].sort((a, b) => a.getTime() - b.getTime()));
      expect(submission.submitted_revision).toBe(
        submission.status === 'submitted' ? submission.revision : null,
      );
    }
  });

  it('the log of each, applied to nothing, gives its draft', async () => {
    for (const { id, form_id, revision } of await all()) {
      const { form } = await readShippedForm(form_id);
      const log = await queryRows<{ revision: number; edits: Edit[] }>(
        database.em(),
        'select revision, edits from submission_change where submission_id = $1 order by revision',
        [id],
      );
      expect(log.map((entry) => entry.revision)).toEqual(Array.from({ length: revision }, (_, i) => i + 1));
      const applied = applyEdits(
        form,
        { sheets: {} },
        log.flatMap(({ edits }) => edits),
      );
      expect(applied.rejected).toEqual([]);
      const draft = await loadDraft(database.em(), id);
      const filled = (sheets: Readonly<Record<string, readonly Row[]>>) =>
        Object.fromEntries(Object.entries(sheets).filter(([, rows]) => rows.length > 0));
      expect(filled(draft.sheets)).toEqual(filled(applied.answers.sheets));
    }
  });

  it('what was submitted passes all checks, and is there for exactly those submitted', async () => {
    const frozen = await queryRows<{
      submission_id: string;
      form_id: string;
      today: string;
      opens_at: Date;
      closes_at: Date;
      answers: Parameters<typeof validateAnswers>[1];
    }>(
      database.em(),
      `select r.submission_id, v.form_id, r.today, c.opens_at, c.closes_at, r.answers from submission_revision r
         join submission s on s.id = r.submission_id and s.submitted_revision = r.revision
         join collection c on c.id = s.collection_id join definition_version v on v.id = r.definition_version_id`,
    );
    const submitted = (await all()).filter(({ status }) => status === 'submitted');
    expect(frozen.map((row) => row.submission_id).sort()).toEqual(submitted.map(({ id }) => id).sort());
    for (const { form_id, today, opens_at, closes_at, answers } of frozen) {
      const { form } = await readShippedForm(form_id);
      const collection = { opensAt: opens_at.toISOString(), closesAt: closes_at.toISOString() };
      const context: ValidationContext = { today, collection };
      expect(validateAnswers(form, answers, context).filter(({ severity }) => severity === 'error')).toEqual(
        [],
      );
    }
  });

  it('some drafts still have errors, as drafts do', async () => {
    const drafts = (await all()).filter(({ status }) => status === 'in_progress');
    const { form } = await readShippedForm('vpr-spo-schedule');
    const unfinished = await Promise.all(
      drafts
        .filter(({ form_id }) => form_id === form.id)
        .map(async ({ id }) =>
          validateAnswers(form, await loadDraft(database.em(), id), { today: '2026-01-01' }),
        ),
    );
    expect(unfinished.some((findings) => findings.some(({ severity }) => severity === 'error'))).toBe(true);
  });
});
