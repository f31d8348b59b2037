import type { CompiledForm } from '../../compile/types';
import { compileAll } from '../../compile/compile-all';
import type { FormDefinition } from '../../definition/generated/definition';
import type { CodeLists, Locale } from '../../types';
import { markWorkbook } from '../mark/mark-workbook';
import type { WorkbookMark } from '../mark/types';
import { openWorkbook } from '../open/open-workbook';
import type { RefusalCode } from '../open/refused';
import { outlineOf, type WorkbookOutline } from '../read/outline';
import { readWorkbook } from '../read/read-workbook';
import type { ReadWorkbook, WorkbookMapping } from '../read/types';

/** What is asked of the process that opens files of strangers. */
export type IsolatedTask =
  | {
      readonly kind: 'read';
      readonly bytes: Uint8Array;
      readonly definition: FormDefinition;
      readonly codeLists: CodeLists;
      readonly mapping?: WorkbookMapping;
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
  const workbook = await openWorkbook(task.bytes);
  return { read: readWorkbook(form, workbook, task.mapping), outline: outlineOf(workbook) };
}

let last: { readonly key: string; readonly form: CompiledForm } | null = null;

/** At a deadline one form is asked for again and again. */
function formOf(definition: FormDefinition, codeLists: CodeLists): CompiledForm {
  const key = JSON.stringify([definition, codeLists]);
  if (last?.key !== key) last = { key, form: compileAll(definition, codeLists).form };
  return last.form;
}
