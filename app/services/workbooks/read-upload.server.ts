import { type Answers, applyEdits, carryAnswers, type CompiledForm, prefillEdits } from 'engine';
import {
  definitionDigest,
  type FoundIdentity,
  type ReadResult,
  type ReadSheet,
  refusalText,
  type WorkbookMapping,
  WorkbookRefused,
} from 'engine/excel';
import type { EntityManager } from '~/db/orm.server';
import { findPublishedVersion } from '~/db/queries/forms.server';
import { readSubmission, type SubmissionRow } from '~/db/queries/submissions.server';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import type { WorkbookReadReply, WorkbookRefusedReply, WorkbookSheet } from '~/protocol/workbook';
import { contextOf, findPrevious } from '../collecting/contexts.server';
import { loadForm, type StoredForm } from '../collecting/forms.server';
import { findOwnSubmission } from '../collecting/own-submission.server';
import { answersAt } from '../collecting/replay.server';
import { loadAliases, rememberMapping } from './aliases.server';
import { identityProblem, identityText } from './identity';
import { getIsolation } from './isolation.server';
import { parseMapping, type Upload } from './parse-upload.server';

/**
 * «Загрузить шаблон»: what an uploaded workbook says of the viewer's own report. Changes nothing: the page shows what would become
 * of the draft, and sends edits as for anything that is typed.
 */
export async function readUpload(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, ...upload }: Upload & { readonly collectionId: string },
): Promise<WorkbookReadReply | WorkbookRefusedReply | Refusal> {
  const { submissionId } = upload;
  const own = await findOwnSubmission(em, viewer, 'submission.edit', { collectionId, submissionId });
  if (!own.ok) return own.error;
  const submission = await readSubmission(em, own.value);
  const stored = await loadForm(em, submission.definition_version_id);
  if (!stored.form.excelTemplate) return { outcome: 'not_found' };
  const mapping = upload.mapping === null ? undefined : parseMapping(upload.mapping);
  if (mapping === null) return { outcome: 'malformed', message: 'mapping' };
  try {
    return await new Reading(em, viewer, submission, stored).read(upload.bytes, mapping);
  } catch (error) {
    if (!(error instanceof WorkbookRefused)) throw error;
    if (error.code === 'busy') return { outcome: 'busy', retryAfterSeconds: 5 };
    return {
      outcome: 'workbook_refused',
      reason: error.code,
      message: refusalText(error.code, viewer.locale),
    };
  }
}

class Reading {
  constructor(
    private readonly em: EntityManager,
    private readonly viewer: Viewer,
    private readonly submission: SubmissionRow,
    private readonly stored: StoredForm,
  ) {}

  async read(
    bytes: Uint8Array,
    mapping: WorkbookMapping | undefined,
  ): Promise<WorkbookReadReply | WorkbookRefusedReply> {
    const { em, viewer, stored } = this;
    const orgUnitId = viewer.orgUnit.id;
    const { formId } = stored.source;
    const aliases = await loadAliases(em, orgUnitId, formId);
    const result = await this.open(bytes, stored, { mapping, aliases });
    if (mapping) await rememberMapping(em, orgUnitId, formId, { mapping, read: result.read });
    const found = result.read.identity;
    if (!found) return this.reply(result, { standing: 'foreign' });
    const problem = identityProblem(found.identity, { form: stored.form, organisation: viewer.orgUnit.code });
    if (problem !== null && problem !== 'older_form') {
      const message = identityText(problem, found.identity, viewer.locale);
      return { outcome: 'workbook_refused', reason: problem, message };
    }
    const isHere = found.identity.collection === this.submission.collection_id;
    const standing = isHere ? 'own' : 'other_collection';
    if (problem === 'older_form') return this.carry(bytes, found, standing);
    return this.reply(result, {
      standing,
      found,
      base: isHere ? await this.baseOf(found, stored.form) : null,
    });
  }

  private open(
    bytes: Uint8Array,
    { form, source }: StoredForm,
    how: {
      readonly mapping?: WorkbookMapping | undefined;
      readonly aliases?: Awaited<ReturnType<typeof loadAliases>>;
    },
  ): Promise<ReadResult> {
    return getIsolation('uploads').run(
      {
        kind: 'read',
        bytes,
        definition: form.definition,
        codeLists: source.codeLists,
        ...(how.mapping ? { mapping: how.mapping } : {}),
        ...(how.aliases ? { aliases: how.aliases } : {}),
      },
      this.submission.id,
    );
  }

  /**
   * The draft as it was when the file was made, first values included, as they stood in the file; null where that is not known:
   * of a file that was touched, or of one whose revision the log does not reach.
   */
  private async baseOf({ identity, isIntact }: FoundIdentity, form: CompiledForm): Promise<Answers | null> {
    const { revision } = identity;
    if (!isIntact || revision === undefined || revision > this.submission.revision) return null;
    if (identity.definition !== definitionDigest(form.definition)) return null;
    const { em, submission, viewer } = this;
    const stored = revision === 0 ? { sheets: {} } : await answersAt(em, submission.id, revision);
    const context = contextOf(submission, await findPrevious(em, submission), viewer.locale);
    return applyEdits(form, stored, prefillEdits(form, stored, context)).answers;
  }

  /** A file made from an older version of the form is read as what it is, and its answers are carried over. */
  private async carry(
    bytes: Uint8Array,
    found: FoundIdentity,
    standing: WorkbookReadReply['standing'],
  ): Promise<WorkbookReadReply | WorkbookRefusedReply> {
    const { version } = found.identity;
    const id = await findPublishedVersion(this.em, this.stored.source.formId, version);
    if (id === null) {
      const message = identityText('unknown_version', found.identity, this.viewer.locale);
      return { outcome: 'workbook_refused', reason: 'unknown_version', message };
    }
    const older = await loadForm(this.em, id);
    const result = await this.open(bytes, older, {});
    const base = standing === 'own' ? await this.baseOf(found, older.form) : null;
    const { answers, report } = carryAnswers(
      older.form,
      this.stored.form,
      answersOf(result.read.sheets, base),
    );
    const sheets = carriedSheets(this.stored.form, answers, result.read.sheets);
    return {
      ...this.reply(result, { standing, found }),
      base: base && carryAnswers(older.form, this.stored.form, base).answers,
      sheets,
      olderVersion: version,
      lost: report.lost.length,
    };
  }

  private reply(
    { read, outline }: ReadResult,
    {
      standing,
      found,
      base = null,
    }: {
      readonly standing: WorkbookReadReply['standing'];
      readonly found?: FoundIdentity;
      readonly base?: Answers | null;
    },
  ): WorkbookReadReply {
    return {
      outcome: 'workbook_read',
      standing,
      olderVersion: null,
      lost: 0,
      isTouched: found !== undefined && !found.isIntact,
      sheets: read.sheets.map(toSheet),
      leftOut: read.leftOut,
      outline,
      base,
    };
  }
}

const toSheet = (sheet: ReadSheet): WorkbookSheet => ({
  sheet: sheet.sheet,
  worksheet: sheet.worksheet,
  columns: sheet.columns.map(({ column }) => column),
  letters: Object.fromEntries(sheet.columns.map(({ column, letter }) => [column, letter])),
  by: sheet.columns[0]?.by ?? 'heading',
  unknown: sheet.unknown,
  rows: sheet.rows,
  totals: sheet.totals,
  beyond: sheet.beyond,
});

/** Rows without an id get one of their place, which nobody else has. */
const placeholder = (number: number): string => `#${number}`;

/** Rows that are blank are none, unless they were cleared in the file. */
function answersOf(sheets: readonly ReadSheet[], base: Answers | null): Answers {
  return {
    sheets: Object.fromEntries(
      sheets.map(({ sheet, rows }) => {
        const known = new Set((base?.sheets[sheet] ?? []).map(({ id }) => id));
        const said = rows.filter(
          ({ id, cells }) =>
            (id !== null && known.has(id)) || Object.values(cells).some((value) => value !== null),
        );
        return [sheet, said.map(({ id, number, cells }) => ({ id: id ?? placeholder(number), cells }))];
      }),
    ),
  };
}

/** Answers that were carried over, as if they had been read so; places in the file stay known where sheets kept their ids. */
function carriedSheets(
  form: CompiledForm,
  answers: Answers,
  read: readonly ReadSheet[],
): readonly WorkbookSheet[] {
  const places = new Map(
    read.flatMap(({ rows }) => rows.map(({ id, number }) => [id ?? placeholder(number), number] as const)),
  );
  return form.sheets.flatMap((sheet): readonly WorkbookSheet[] => {
    const rows = (answers.sheets[sheet.id] ?? []).filter((row) => !row.removed);
    const source = read.find((one) => one.sheet === sheet.id);
    if (rows.length === 0 && !source) return [];
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row.cells)))];
    return [
      {
        sheet: sheet.id,
        worksheet: source?.worksheet ?? '',
        columns: columns.filter((id) => sheet.columnById.has(id)),
        letters: Object.fromEntries((source?.columns ?? []).map(({ column, letter }) => [column, letter])),
        by: 'id',
        unknown: [],
        totals: [],
        beyond: source?.beyond ?? 0,
        rows: rows.map(({ id, cells }) => ({
          id: id.startsWith('#') ? null : id,
          number: places.get(id) ?? 0,
          cells,
        })),
      },
    ];
  });
}
