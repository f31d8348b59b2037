import { randomUUID } from 'node:crypto';
import { type CompiledForm, compileForm, type Edit, parseDefinition } from 'engine';
import type { Collection, DefinitionVersion, Submission, User } from '../../../app/db/entities/index.server';
import type { EntityManager } from '../../../app/db/orm.server';
import { queryRow } from '../../../app/db/sql.server';
import type { SaveRequest } from '../../../app/protocol/saving';
import type { Viewer } from '../../../app/protocol/views';
import { saveEdits } from '../../../app/services/save-edits.server';
import { submitReport } from '../../../app/services/submit-report.server';
import {
  createCollection,
  createDefinitionVersion,
  createOrganisation,
  createSubmission,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';

/** An open sheet, one with fixed rows and one with a row per code; a rule that blocks, and a warning to be justified. */
export const definition = {
  format: 1,
  id: 'staff-survey',
  version: 1,
  title: 'Кадры',
  lists: {
    subjects: [
      { value: 'math', label: 'Математика' },
      { value: 'music', label: 'Музыка' },
    ],
  },
  sheets: [
    {
      id: 'staff',
      title: 'Сотрудники',
      rows: { kind: 'open', min: 0, max: 30 },
      columns: [
        { id: 'name', title: 'ФИО', type: 'text', required: true },
        { id: 'hours', title: 'Часы', type: 'integer', min: 0, max: 60 },
        { id: 'note', title: 'Пояснение', type: 'text', enabled: { '>': [{ var: 'hours' }, 40] } },
        { id: 'double', title: 'Вдвое', type: 'integer', value: { '*': [{ var: 'hours' }, 2] } },
      ],
      rules: [
        {
          id: 'many-hours',
          severity: 'warning',
          justify: true,
          assert: { '<=': [{ var: 'hours' }, 50] },
          message: 'Больше 50 часов.',
        },
        {
          id: 'namesakes',
          severity: 'warning',
          justify: true,
          each: 'group',
          groupBy: ['name'],
          assert: { '<=': [{ sum: [{ var: '$rows' }, { var: 'hours' }] }, 100] },
          message: 'Больше 100 часов на одно имя.',
        },
      ],
    },
    {
      id: 'totals',
      title: 'Итоги',
      rows: {
        kind: 'fixed',
        items: [
          { id: '01', title: 'Всего' },
          { id: '02', title: 'Из них женщин', cells: { unit: 'чел.' } },
          { id: '03', title: 'Из них мужчин' },
        ],
      },
      columns: [
        { id: 'unit', title: 'Ед.', type: 'text' },
        { id: 'number', title: 'Число', type: 'integer' },
      ],
    },
    {
      id: 'lessons',
      title: 'Уроки',
      rows: { kind: 'perCode', list: 'subjects', column: 'subject' },
      columns: [
        { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects' },
        { id: 'weekly', title: 'В неделю', type: 'number', fractionDigits: 1 },
      ],
    },
  ],
};

/** The test form, compiled; other versions of it by what they change. */
export function compileTestForm(): CompiledForm {
  const parsed = parseDefinition(definition);
  const compiled = parsed.ok ? compileForm(parsed.value) : parsed;
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  return compiled.value;
}

/** An organisation that takes part in a collection, with the means to fill. */
export interface Participant {
  readonly user: User;
  readonly viewer: Viewer;
  readonly collection: Collection;
  readonly version: DefinitionVersion;
  readonly submission: Submission;
}

export interface Window {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

export async function createParticipant(em: EntityManager, window?: Window): Promise<Participant> {
  const version = await createDefinitionVersion(em, { definition });
  const collection = await createCollection(em, { definitionVersion: version, ...window });
  return joinCollection(em, collection, version);
}

/** Another organisation in the same collection. */
export async function joinCollection(
  em: EntityManager,
  collection: Collection,
  version: DefinitionVersion,
): Promise<Participant> {
  const orgUnit = await createOrganisation(em);
  const { region, municipality } = orgUnit;
  const user = await createUser(em, { orgUnit });
  const submission = await createSubmission(em, { collection, orgUnit, region, municipality });
  return { user, viewer: await viewerOf(em, user), collection, version, submission };
}

/** Seconds from now; for windows that are moved instead of waited for. */
export const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

type Given = Partial<Omit<SaveRequest, 'edits'>>;

/** The first request of a new client, unless told otherwise. */
export function saveRequest(
  participant: Participant,
  edits: readonly Edit[],
  given: Given = {},
): SaveRequest {
  return {
    submissionId: participant.submission.id,
    clientId: randomUUID(),
    clientSeq: 1,
    knownRevision: 0,
    definitionVersion: 1,
    edits,
    ...given,
  };
}

export function save(em: EntityManager, participant: Participant, edits: readonly Edit[], given: Given = {}) {
  const body = saveRequest(participant, edits, given);
  return saveEdits(em, participant.viewer, { collectionId: participant.collection.id, body });
}

export function submit(em: EntityManager, participant: Participant, revision: number, definitionVersion = 1) {
  const body = { submissionId: participant.submission.id, revision, definitionVersion };
  return submitReport(em, participant.viewer, { collectionId: participant.collection.id, body });
}

export interface Stored {
  readonly status: string;
  readonly started_at: Date | null;
  readonly changed_at: Date | null;
  readonly submitted_at: Date | null;
  readonly revision: number;
  readonly submitted_revision: number | null;
}

/** The submission as it stands in the database. */
export async function storedSubmission(em: EntityManager, { submission }: Participant): Promise<Stored> {
  const row = await queryRow<Stored>(
    em,
    `select status, started_at, changed_at, submitted_at, revision, submitted_revision from submission where id = $1`,
    [submission.id],
  );
  if (!row) throw new Error('the submission is gone');
  return row;
}

export const insert = (
  id: string,
  cells: Record<string, string | number>,
  after: string | null = null,
): Edit => ({
  kind: 'insertRows',
  sheet: 'staff',
  after,
  rows: [{ id, cells }],
});

export const set = (sheet: string, row: string, cells: Record<string, string | number | null>): Edit => ({
  kind: 'set',
  sheet,
  row,
  cells,
});
