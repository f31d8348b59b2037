/** The 20 row rules of the form, programmed. Money is in kopecks; a rule with a blank operand is not judged. */
import type { HandFinding, HandRow } from './by-hand-row';

type Note = (finding: HandFinding) => void;

const northern = new Set<string | null>(['r01', 'r02', 'r03']);
const series = new Set(['AA', 'AB', 'BC']);
const MS_A_DAY = 86_400_000;

const dayNumber = (iso: string): number =>
  Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / MS_A_DAY;

/** 1 = Monday … 7 = Sunday; 1970-01-01 was a Thursday. */
const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

function fail(row: HandRow, rule: string, column: string, message: string, note: Note): void {
  note({ code: 'rule', rule, row: row.id, column, message });
}

/** Notes every rule that the row breaks. */
export function judgeRow(row: HandRow, note: Note): void {
  judgePeople(row, note);
  judgeDays(row, note);
  judgeMoney(row, note);
  judgeMoneyForPeople(row, note);
  const { code, kind, start, end } = row;
  if (code !== null && !series.has(code.slice(0, 2)))
    fail(row, 'series', 'code', `Код «${code}» не той серии.`, note);
  if (kind === 'full' && end !== null && end < '2026-02-01')
    fail(row, 'season', 'end', 'Очная группа не может закончить до февраля.', note);
  if (kind === 'evening' && start !== null && start < '2026-02-01')
    fail(row, 'evening', 'kind', 'Вечерние группы начинают с февраля.', note);
}

function judgePeople(row: HandRow, note: Note): void {
  const { people, girls, kind } = row;
  if (people === null) return;
  if (girls !== null && girls > people)
    fail(row, 'girls', 'people', 'Девушек больше, чем обучающихся.', note);
  if (kind !== null && people > (kind === 'remote' ? 50 : 300))
    fail(row, 'size', 'kind', 'Группа больше, чем допускает форма обучения.', note);
  if (people % 5 !== 0) fail(row, 'fives', 'people', 'Группы составляют из пятёрок.', note);
}

function judgeDays(row: HandRow, note: Note): void {
  const { start, end } = row;
  if (start === null) return;
  const first = dayNumber(start);
  if (weekday(first) > 5) fail(row, 'weekday', 'start', 'Начало в выходной.', note);
  if (end === null) return;
  if (end < start) fail(row, 'order', 'start', 'Конец раньше начала.', note);
  if (dayNumber(end) - first > 200) fail(row, 'days', 'start', 'Дольше 200 дней.', note);
}

function judgeMoney(row: HandRow, note: Note): void {
  const { federal, local, total, kind, region, paid } = row;
  if (federal !== null && local !== null) {
    if (local * 4 > federal * 3)
      fail(row, 'part', 'federal', 'Местного бюджета больше трёх четвертей федерального.', note);
    if (Math.abs(federal - local) >= 9_000_000)
      fail(row, 'gap', 'federal', 'Бюджеты расходятся слишком сильно.', note);
    if (total !== null) {
      if (federal + local !== total) fail(row, 'total', 'federal', 'Всего не равно сумме бюджетов.', note);
      if (Math.max(federal, local) > total)
        fail(row, 'largest', 'federal', 'Всего меньше одного из бюджетов.', note);
    }
  }
  if (kind !== null && kind !== 'full' && kind !== 'evening' && local !== null && local > 400_000)
    fail(row, 'remote', 'kind', 'Местный бюджет не оплачивает такую форму обучения.', note);
  if (federal !== null && federal > 7_000_000 && northern.has(region))
    fail(row, 'north', 'region', 'Федерального бюджета больше, чем положено региону.', note);
  if (total === null) return;
  if (paid === false && total >= 6_000_000)
    fail(row, 'unpaid', 'total', 'Такая сумма не может быть не оплачена.', note);
  if (total <= 1000 || total >= 15_000_000)
    fail(row, 'bounds', 'total', 'Всего не в допустимых пределах.', note);
}

function judgeMoneyForPeople(row: HandRow, note: Note): void {
  const { people, federal, total } = row;
  if (people === null) return;
  if (people !== 0 && federal !== null && federal <= 0)
    fail(row, 'funded', 'people', 'Есть обучающиеся, но нет федерального бюджета.', note);
  if (total === null) return;
  if (total < people * 1000 || total > people * 100_000)
    fail(row, 'norm', 'people', 'Всего не в пределах нормы на обучающегося.', note);
  if (Math.abs(total - people * 10_000) > 5_000_000)
    fail(row, 'usual', 'people', 'Всего необычно для такого числа обучающихся.', note);
}
