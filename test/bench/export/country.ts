import { compileForm, type CompiledForm, parseDefinition, type Row } from 'engine';
import type { ExportedSubmission } from '../../../app/services/reports/write-export.server';

export const ROWS = 20;
const BATCH = 200;
const SUBJECTS = ['Математика', 'Русский язык', 'История', 'Физика', 'Химия'];
const TYPES = [
  'text',
  'integer',
  'number',
  'date',
  'choice',
  'text',
  'integer',
  'number',
  'boolean',
  'choice',
];

/** Ten columns of the types that real forms have. */
export function formOfTenColumns(): CompiledForm {
  const parsed = parseDefinition({
    format: 1,
    id: 'bench',
    version: 1,
    title: 'Десять столбцов',
    lists: { subjects: SUBJECTS.map((label, i) => ({ value: `s${i}`, label })) },
    sheets: [
      {
        id: 'main',
        title: 'Лист',
        columns: TYPES.map((type, i) => ({
          id: `c${i}`,
          title: `Столбец ${i}`,
          type,
          ...(type === 'choice' ? { list: 'subjects' } : {}),
        })),
      },
    ],
  });
  const compiled = parsed.ok ? compileForm(parsed.value) : parsed;
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  return compiled.value;
}

/** Submitted reports of that form, made when they are asked for. */
export async function* submissionsOf(organisations: number): AsyncGenerator<readonly ExportedSubmission[]> {
  for (let from = 0; from < organisations; from += BATCH) {
    const size = Math.min(BATCH, organisations - from);
    yield await Promise.resolve(Array.from({ length: size }, (_, i) => submissionOf(from + i)));
  }
}

function submissionOf(n: number): ExportedSubmission {
  return {
    login: `edu${String(n).padStart(6, '0')}`,
    organisation: `Муниципальное бюджетное общеобразовательное учреждение «Школа № ${n}»`,
    municipality: `Муниципальный район ${n % 2400}`,
    region: `Область ${n % 89}`,
    startedAt: new Date(1_682_000_000_000 + n * 1000),
    submittedAt: new Date(1_683_000_000_000 + n * 1000),
    version: 1,
    answers: { sheets: { main: Array.from({ length: ROWS }, (_, row) => rowOf(n, row)) } },
  };
}

function rowOf(n: number, row: number): Row {
  const day = String(1 + ((n + row) % 28)).padStart(2, '0');
  return {
    id: `r${row}`,
    cells: {
      c0: `Преподаватель ${(n * 7 + row) % 9973}`,
      c1: (n + row) % 400,
      c2: ((n * 31 + row) % 100_000) / 100,
      c3: `2023-05-${day}`,
      c4: `s${(n + row) % SUBJECTS.length}`,
      c5: row % 3 === 0 ? `Примечание к строке ${row}` : null,
      c6: n,
      c7: row * 0.5,
      c8: (n + row) % 2 === 0,
      c9: `s${row % SUBJECTS.length}`,
    },
  };
}
