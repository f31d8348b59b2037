/** What the interface for programs answers with: one strict schema a resource, from which its OpenAPI document is made. */
import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';

extendZodWithOpenApi(z);

const instant = z.string().datetime().openapi({ example: '2023-04-03T08:00:00.000Z' });
const uuid = z.string().uuid();
const count = z.number().int().min(0);
const text = z.object({ ru: z.string(), en: z.string() }).strict().openapi('Text');
const status = z.enum(['not_started', 'in_progress', 'submitted']);
// The generator leaves null out of the enumeration, and validators then refuse it.
const organisationKind = z
  .enum(['edu', 'ksh', 'spo'])
  .nullable()
  .openapi({ enum: ['edu', 'ksh', 'spo', null] });

const territory = z
  .object({ code: z.string(), title: z.string() })
  .strict()
  .openapi('Territory', { description: 'As it was when the participants of the collection were fixed.' });

const review = z
  .object({ state: z.enum(['waiting', 'returned', 'accepted']), level: z.enum(['municipal', 'regional']) })
  .strict()
  .openapi('Review', { description: 'The mark beside the status, where the collection has a review.' });

export const collection = z
  .object({
    id: uuid,
    title: z.string(),
    form: z.string().openapi({ description: 'Id of the form.' }),
    version: z.number().int().openapi({ description: 'Version of the form that it collects by.' }),
    opensAt: instant,
    closesAt: instant.openapi({ description: 'End of the window for all; half-open.' }),
    state: z.enum(['not_yet', 'open', 'closed']),
    previousCollectionId: uuid.nullable(),
    reviewLevels: z.enum(['none', 'municipal', 'regional', 'both']),
    counts: z
      .object({ total: count, notStarted: count, inProgress: count, submitted: count })
      .strict()
      .openapi('Counts', { description: 'Participants that the token sees, by status.' }),
  })
  .strict()
  .openapi('Collection');

const whose = {
  login: z.string().openapi({ description: 'Of the organisation, which is also its code.' }),
  organisation: z.string(),
  kind: organisationKind,
  municipality: territory.nullable(),
  region: territory.nullable(),
};

export const participant = z
  .object({
    submissionId: uuid,
    ...whose,
    status: status.openapi({ description: 'As shown: what was not submitted in time counts as not begun.' }),
    startedAt: instant.nullable(),
    changedAt: instant.nullable(),
    submittedAt: instant.nullable(),
    closesAt: instant.openapi({ description: 'End of its own window, prolongations included.' }),
    editedSince: z.boolean().openapi({ description: 'Edited after it was submitted last.' }),
    review: review.nullable(),
    errorsLeft: count.nullable().openapi({
      description: 'Errors of a draft that block its submission; only with `include=errors`, else null.',
    }),
  })
  .strict()
  .openapi('Participant');

const cell = z
  .union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(z.string()),
    z.object({ $raw: z.string() }).strict(),
  ])
  .openapi('Cell', {
    description:
      'Numbers are numbers, dates `YYYY-MM-DD`, choices their code, several choices an array of codes; a blank cell is left out or null.',
  });

const answers = z
  .object({
    sheets: z.record(z.array(z.object({ id: z.string(), cells: z.record(cell) }).strict())),
    justifications: z
      .array(
        z
          .object({
            rule: z.string(),
            sheet: z.string().optional(),
            row: z.string().optional(),
            text: z.string(),
          })
          .strict(),
      )
      .optional(),
  })
  .strict()
  .openapi('Answers', {
    description:
      'Rows by sheet, cells by column, computed ones included: the format of `npx sbor validate` and of its JSON Schema.',
  });

/** Everything of a submission but its answers, which are never read into memory for a whole page. */
export const submissionHead = z
  .object({
    id: uuid,
    collectionId: uuid,
    ...whose,
    form: z.string(),
    version: z.number().int().openapi({ description: 'Version of the form that it was submitted in.' }),
    receipt: z.number().int().openapi({ description: 'Number of the receipt of what was submitted last.' }),
    submittedAt: instant,
    review: review.nullable(),
  })
  .strict();

export const submission = submissionHead.extend({ answers }).strict().openapi('Submission');

const formVersionParts = {
  form: z.string(),
  version: z.number().int(),
  title: text,
  publishedAt: instant,
};
export const formVersion = z.object(formVersionParts).strict().openapi('FormVersion');

export const formVersionDetails = z
  .object({
    ...formVersionParts,
    sheets: z.array(z.object({ id: z.string(), title: text }).strict()),
    definition: z
      .record(z.unknown())
      .openapi({ description: 'The definition as it was published, in the form language.' }),
    codeLists: z
      .record(z.unknown())
      .openapi({ description: 'Shared code lists as they were frozen into the version.' }),
    answersSchema: z.record(z.unknown()).openapi({ description: 'JSON Schema 2020-12 of `answers`.' }),
  })
  .strict()
  .openapi('FormVersionDetails');

export const tableSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    fields: z.array(
      z
        .object({
          name: z.string(),
          type: z.enum(['string', 'integer', 'number', 'date', 'datetime', 'boolean', 'array', 'any']),
          title: z.string(),
          description: z.string().optional(),
          constraints: z.record(z.unknown()).optional(),
        })
        .strict(),
    ),
    missingValues: z.array(z.string()),
  })
  .strict()
  .openapi('TableSchema', { description: 'Frictionless Table Schema of a sheet as a table.' });

export const orgUnit = z
  .object({
    id: uuid,
    code: z.string().openapi({ description: 'Of an organisation: its login.' }),
    kind: z.enum(['country', 'region', 'municipality', 'organisation']),
    organisationKind,
    title: z.string(),
    parentId: uuid.nullable(),
    timeZone: z.string().openapi({ example: 'Asia/Yekaterinburg' }),
  })
  .strict()
  .openapi('OrgUnit');

export const problem = z
  .object({
    type: z.string().openapi({ example: '/lk/api#not_found' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    requestId: z.string().openapi({ description: 'For the technical support.' }),
    errors: z
      .array(z.object({ parameter: z.string(), detail: z.string() }).strict())
      .optional()
      .openapi({ description: 'One a parameter that cannot be read.' }),
  })
  .strict()
  .openapi('Problem', { description: 'RFC 9457; words in the language of `Accept-Language`.' });

/** A page of a list. */
export const pageOf = <Item extends z.ZodTypeAny>(item: Item) =>
  z
    .object({
      items: z.array(item),
      next: z.string().nullable().openapi({ description: '`cursor` of the next page; null on the last.' }),
    })
    .strict();

export type CollectionAnswer = z.infer<typeof collection>;
export type ParticipantAnswer = z.infer<typeof participant>;
export type SubmissionHead = z.infer<typeof submissionHead>;
export type FormVersionAnswer = z.infer<typeof formVersion>;
export type FormVersionDetails = z.infer<typeof formVersionDetails>;
export type TableSchemaAnswer = z.infer<typeof tableSchema>;
export type OrgUnitAnswer = z.infer<typeof orgUnit>;
export type Problem = z.infer<typeof problem>;

export interface Paged<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
