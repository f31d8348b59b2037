/** What an export may be asked for. */
export const exportFormats = ['xlsx', 'csv-ru', 'csv', 'jsonl', 'parquet'] as const;
export const exportValues = ['labels', 'codes'] as const;
/** `wide`: a table a sheet, as the form has it; `long`: a line a cell. */
export const exportLayouts = ['wide', 'long'] as const;

export type ExportFormat = (typeof exportFormats)[number];
export type ExportCellValues = (typeof exportValues)[number];
export type ExportLayout = (typeof exportLayouts)[number];

export interface ExportChoice {
  readonly format: ExportFormat;
  readonly values: ExportCellValues;
  readonly layout: ExportLayout;
}

/** What one press of «Экспорт результатов» gives. */
export const usualExport: ExportChoice = { format: 'xlsx', values: 'labels', layout: 'wide' };

/** Whose reports; always within the territory of who asks. Everybody's unless told. */
export type ExportSelection =
  | { readonly submissions: readonly string[] }
  /** A region or municipality, as it was when the participants were fixed. */
  | { readonly territory: string };

export interface ExportOptions extends Partial<ExportChoice> {
  readonly selection?: ExportSelection;
}

/** Organisations that one selection may name. */
export const mostSelected = 50_000;
