import type { Locale } from '../../types';

/** Why a file is not read. */
export type RefusalCode =
  | 'empty'
  | 'not_a_workbook'
  | 'old_or_encrypted'
  | 'open_document'
  | 'too_large'
  | 'bomb'
  | 'broken'
  | 'foreign_xml'
  | 'bad_address'
  | 'too_much'
  | 'no_sheets'
  | 'out_of_time'
  | 'out_of_memory'
  | 'busy';

/** A file that is not read, with the reason; what is inside never gets further. */
export class WorkbookRefused extends Error {
  constructor(
    readonly code: RefusalCode,
    /** The part of the file, or what there is too much of. */
    readonly detail?: string,
  ) {
    super(detail === undefined ? code : `${code}: ${detail}`);
  }
}

/** What people are told: what is wrong and what to do. */
export function refusalText(code: RefusalCode, locale: Locale): string {
  return TEXTS[code][locale];
}

const TEXTS: Readonly<Record<RefusalCode, Readonly<Record<Locale, string>>>> = {
  empty: {
    ru: 'Файл пуст. Выберите другой файл.',
    en: 'The file is empty. Choose another one.',
  },
  not_a_workbook: {
    ru: 'Это не книга Excel (.xlsx). Откройте файл в своей программе и сохраните его как «Книга Excel (.xlsx)».',
    en: 'This is not an Excel workbook (.xlsx). Open the file in its program and save it as "Excel Workbook (.xlsx)".',
  },
  old_or_encrypted: {
    ru: 'Это старый файл Excel (.xls) или книга с паролем. Снимите пароль и сохраните её как «Книга Excel (.xlsx)».',
    en: 'This is an old Excel file (.xls) or a workbook with a password. Take the password off and save it as "Excel Workbook (.xlsx)".',
  },
  open_document: {
    ru: 'Это таблица OpenDocument (.ods). Сохраните её как «Книга Excel (.xlsx)».',
    en: 'This is an OpenDocument spreadsheet (.ods). Save it as "Excel Workbook (.xlsx)".',
  },
  too_large: {
    ru: 'Файл слишком большой. Уберите из книги рисунки и лишние листы и попробуйте снова.',
    en: 'The file is too large. Take pictures and needless sheets out of the workbook and try again.',
  },
  bomb: {
    ru: 'Файл сжат так, как книги не сжимают, и не открыт ради безопасности. Сохраните книгу заново в Excel или LibreOffice.',
    en: 'The file is packed as no workbook is and was not opened for safety. Save the workbook again in Excel or LibreOffice.',
  },
  broken: {
    ru: 'Файл повреждён. Откройте его в Excel или LibreOffice, сохраните заново и попробуйте снова.',
    en: 'The file is damaged. Open it in Excel or LibreOffice, save it again and try once more.',
  },
  foreign_xml: {
    ru: 'В файле есть описание типа документа (DTD), которого в книгах не бывает: он не открыт ради безопасности. Сохраните книгу заново в Excel или LibreOffice.',
    en: 'The file holds a document type definition, which workbooks never do: it was not opened for safety. Save the workbook again in Excel or LibreOffice.',
  },
  bad_address: {
    ru: 'В файле есть ячейки за пределами листа Excel: он повреждён. Сохраните книгу заново в Excel или LibreOffice.',
    en: 'The file holds cells beyond the edge of an Excel sheet: it is damaged. Save the workbook again in Excel or LibreOffice.',
  },
  too_much: {
    ru: 'В книге слишком много ячеек, объединений или примечаний. Оставьте в ней только нужные листы и строки.',
    en: 'The workbook holds too many cells, merges or notes. Leave only the sheets and rows that are needed.',
  },
  no_sheets: {
    ru: 'В книге нет ни одного листа с данными.',
    en: 'The workbook has no sheet with data.',
  },
  out_of_time: {
    ru: 'Книга читалась слишком долго, чтение остановлено. Оставьте в ней только нужные листы и строки.',
    en: 'Reading the workbook took too long and was stopped. Leave only the sheets and rows that are needed.',
  },
  out_of_memory: {
    ru: 'Книга не помещается в отведённую память. Оставьте в ней только нужные листы и строки.',
    en: 'The workbook does not fit into the memory set aside. Leave only the sheets and rows that are needed.',
  },
  busy: {
    ru: 'Сейчас читается много книг. Подождите немного и попробуйте снова.',
    en: 'Many workbooks are being read at the moment. Wait a little and try again.',
  },
};
