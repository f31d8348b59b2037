/** Every address of the interface for programs: what it takes, what it answers with and which scope it needs. */
import { z } from 'zod';
import type { ApiScope } from '~/protocol/api';
import { cursorOf, instantKey, textKey, versionKey } from './cursor.server';
import * as schemas from './schemas.server';

export interface Contract<
  Params extends z.ZodRawShape = z.ZodRawShape,
  Query extends z.ZodRawShape = z.ZodRawShape,
> {
  readonly id: string;
  /** Below `/api/v1`, with parameters in braces. */
  readonly path: string;
  readonly scope: ApiScope;
  readonly summary: { readonly ru: string; readonly en: string };
  readonly params: z.ZodObject<Params, 'strict'>;
  readonly query: z.ZodObject<Query, 'strict'>;
  readonly answer: z.ZodTypeAny;
}

const contract = <Params extends z.ZodRawShape, Query extends z.ZodRawShape>({
  params,
  query,
  ...rest
}: Omit<Contract, 'params' | 'query'> & { readonly params: Params; readonly query: Query }): Contract<
  Params,
  Query
> => ({ ...rest, params: z.object(params).strict(), query: z.object(query).strict() });

/** Items of a page, at most `most`. */
const limit = (most: number, usual = Math.min(100, most)) =>
  z.coerce.number().int().min(1).max(most).default(usual);
const id = z.string().uuid();
/** Of forms and sheets, as in definitions. */
const identifier = z
  .string()
  .max(100)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/);
const formParams = {
  form: identifier,
  version: z.coerce.number().int().min(1).max(999_999_999),
};
const instant = z.string().datetime({ offset: true }).openapi({ example: '2023-04-03T08:00:00Z' });

export const listCollections = contract({
  id: 'listCollections',
  path: '/collections',
  scope: 'collections:read',
  summary: {
    ru: 'Сборы, в которых участвуют ваши организации, сначала новые',
    en: 'Collections that your organisations take part in, the newest first',
  },
  params: {},
  query: { limit: limit(200), cursor: cursorOf('collections', instantKey).optional() },
  answer: schemas.pageOf(schemas.collection).openapi('CollectionPage'),
});

export const getCollection = contract({
  id: 'getCollection',
  path: '/collections/{collectionId}',
  scope: 'collections:read',
  summary: {
    ru: 'Один сбор с числом участников по статусам',
    en: 'One collection with its participants by status',
  },
  params: { collectionId: id },
  query: {},
  answer: schemas.collection,
});

export const listParticipants = contract({
  id: 'listParticipants',
  path: '/collections/{collectionId}/participants',
  scope: 'participants:read',
  summary: {
    ru: 'Участники сбора: статус, время, проверка, оставшиеся ошибки; по логинам',
    en: 'Participants of a collection: status, times, review, errors left; by login',
  },
  params: { collectionId: id },
  query: {
    limit: limit(500),
    cursor: cursorOf('participants', textKey).optional(),
    status: z.enum(['not_started', 'in_progress', 'submitted']).optional(),
    include: z.literal('errors').optional(),
  },
  answer: schemas.pageOf(schemas.participant).openapi('ParticipantPage'),
});

export const listSubmissions = contract({
  id: 'listSubmissions',
  path: '/collections/{collectionId}/submissions',
  scope: 'submissions:read',
  summary: {
    ru: 'Сданные отчёты сбора со значениями по листам; по логинам',
    en: 'Submitted reports of a collection with their values by sheet; by login',
  },
  params: { collectionId: id },
  query: {
    limit: limit(500),
    cursor: cursorOf('submissions', textKey).optional(),
    submittedSince: instant.optional(),
  },
  answer: schemas.pageOf(schemas.submission).openapi('SubmissionPage'),
});

export const getSubmission = contract({
  id: 'getSubmission',
  path: '/submissions/{submissionId}',
  scope: 'submissions:read',
  summary: { ru: 'Один сданный отчёт', en: 'One submitted report' },
  params: { submissionId: id },
  query: {},
  answer: schemas.submission,
});

export const listForms = contract({
  id: 'listForms',
  path: '/forms',
  scope: 'collections:read',
  summary: { ru: 'Версии форм ваших сборов', en: 'Versions of the forms of your collections' },
  params: {},
  query: { limit: limit(200), cursor: cursorOf('forms', versionKey).optional() },
  answer: schemas.pageOf(schemas.formVersion).openapi('FormVersionPage'),
});

export const getForm = contract({
  id: 'getForm',
  path: '/forms/{form}/versions/{version}',
  scope: 'collections:read',
  summary: {
    ru: 'Описание версии формы: определение, списки, JSON Schema ответов',
    en: 'A version of a form: definition, code lists, JSON Schema of its answers',
  },
  params: formParams,
  query: {},
  answer: schemas.formVersionDetails,
});

export const getTableSchema = contract({
  id: 'getTableSchema',
  path: '/forms/{form}/versions/{version}/sheets/{sheet}/table-schema',
  scope: 'collections:read',
  summary: { ru: 'Table Schema листа формы', en: 'Table Schema of a sheet' },
  params: { ...formParams, sheet: identifier },
  query: {},
  answer: schemas.tableSchema,
});

export const listOrgUnits = contract({
  id: 'listOrgUnits',
  path: '/org-units',
  scope: 'org-units:read',
  summary: {
    ru: 'Ваши территории и организации, по кодам',
    en: 'Your territories and organisations, by code',
  },
  params: {},
  query: {
    limit: limit(1000),
    cursor: cursorOf('org-units', textKey).optional(),
    kind: z.enum(['country', 'region', 'municipality', 'organisation']).optional(),
  },
  answer: schemas.pageOf(schemas.orgUnit).openapi('OrgUnitPage'),
});

/** In the order of the document. */
export const contracts: readonly Contract[] = [
  listCollections,
  getCollection,
  listParticipants,
  listSubmissions,
  getSubmission,
  listForms,
  getForm,
  getTableSchema,
  listOrgUnits,
];
