import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { CompiledForm } from '../../compile/types';
import { compileAll } from '../../compile/compile-all';
import type { FormDefinition } from '../../definition/generated/definition';
import { toTemplateModel } from '../../project/template/template-model';
import type { Answers, CodeLists, Locale, ValidationContext } from '../../types';
import { markWorkbook } from '../mark/mark-workbook';
import type { WorkbookMark } from '../mark/types';
import { openWorkbook } from '../open/open-workbook';
import type { RefusalCode } from '../open/refused';
import { outlineOf, type WorkbookOutline } from '../read/outline';
import { readWorkbook } from '../read/read-workbook';
import type { ReadWorkbook, WorkbookAliases, WorkbookMapping } from '../read/types';
import { definitionDigest, type WorkbookIdentity } from '../template/identity';
import { writeTemplate } from '../template/write-template';

/** What is asked of the process that opens files of strangers; it also makes workbooks, which takes its time. */
export type IsolatedTask =
  | {
      readonly kind: 'template';
      readonly definition: FormDefinition;
      readonly codeLists: CodeLists;
      readonly answers: Answers;
      readonly context: ValidationContext;
      readonly locale: Locale;
      readonly identity: Omit<WorkbookIdentity, 'form' | 'version' | 'definition'>;
    }
  | {
      readonly kind: 'read';
      readonly bytes: Uint8Array;
      readonly definition: FormDefinition;
      readonly codeLists: CodeLists;
      readonly mapping?: WorkbookMapping;
      readonly aliases?: WorkbookAliases;
    }
  | {
      readonly kind: 'mark';
      readonly bytes: Uint8Array;
      readonly marks: readonly WorkbookMark[];
      readonly locale: Locale;
    };

export interface ReadResult {
  readonly read: ReadWorkbook;
  /** What the worksheets look like, for people who say what is what. */
  readonly outline: WorkbookOutline;
}

export interface IsolatedResults {
  readonly template: Uint8Array;
  readonly read: ReadResult;
  readonly mark: Uint8Array;
}

export type IsolatedReply =
  | { readonly id: number; readonly ok: true; readonly value: IsolatedResults[keyof IsolatedResults] }
  | {
      readonly id: number;
      readonly ok: false;
      readonly code: RefusalCode | 'internal';
      readonly detail: string;
    };

/** Does a task; throws `WorkbookRefused` where the file is not read. */
export async function doTask(task: IsolatedTask): Promise<IsolatedResults[keyof IsolatedResults]> {
  if (task.kind === 'mark') return markWorkbook(task.bytes, task.marks, task.locale);
  const form = formOf(task.definition, task.codeLists);
  if (task.kind === 'template') return makeTemplate(form, task);
  const workbook = await openWorkbook(task.bytes);
  const { mapping, aliases } = task;
  return { read: readWorkbook(form, workbook, { mapping, aliases }), outline: outlineOf(workbook) };
}

/** As short as an id that nobody else makes can be. */
const newRowId = (): string => `x${randomBytes(9).toString('base64url')}`;

async function makeTemplate(
  form: CompiledForm,
  { answers, context, locale, identity }: Extract<IsolatedTask, { kind: 'template' }>,
): Promise<Uint8Array> {
  const model = toTemplateModel(form, { answers, context, locale, newRowId });
  const output = new PassThrough();
  const bytes = buffer(output);
  const whose = { form: form.id, version: form.version, definition: definitionDigest(form.definition) };
  await writeTemplate(model, { ...whose, ...identity }, output);
  return bytes;
}

let last: { readonly key: string; readonly form: CompiledForm } | null = null;

/** At a deadline one form is asked for again and again. */
function formOf(definition: FormDefinition, codeLists: CodeLists): CompiledForm {
  const key = JSON.stringify([definition, codeLists]);
  if (last?.key !== key) last = { key, form: compileAll(definition, codeLists).form };
  return last.form;
}
