import type { CompiledForm, Locale } from 'engine';
import type { WorkbookIdentity } from 'engine/excel';

/** Why a workbook made from a form is not for this report. */
export type IdentityProblem =
  'other_form' | 'other_organisation' | 'newer_form' | 'older_form' | 'unknown_version';

export function identityProblem(
  identity: WorkbookIdentity,
  { form, organisation }: { readonly form: CompiledForm; readonly organisation: string },
): IdentityProblem | null {
  if (identity.form !== form.id) return 'other_form';
  // Workbooks made without an organisation, from the command line, are for anybody.
  if (identity.organisation !== undefined && identity.organisation !== organisation)
    return 'other_organisation';
  if (identity.version > form.version) return 'newer_form';
  return identity.version < form.version ? 'older_form' : null;
}

/** What people are told: what happened and what to do. */
export function identityText(problem: IdentityProblem, identity: WorkbookIdentity, locale: Locale): string {
  const whose = identity.organisationName ?? identity.organisation ?? '';
  return TEXTS[locale](whose)[problem];
}

const TEXTS: Readonly<Record<Locale, (whose: string) => Readonly<Record<IdentityProblem, string>>>> = {
  ru: (whose) => ({
    other_form: 'Это шаблон другой формы. Скачайте шаблон этой формы и заполните его.',
    other_organisation: `Это шаблон другой организации: ${whose}. Чужие данные в ваш отчёт не попали. Скачайте шаблон под своим логином.`,
    newer_form:
      'Шаблон сделан по более новой форме, чем открытая здесь. Обновите страницу и загрузите его снова.',
    older_form: 'Шаблон сделан по прежней форме.',
    unknown_version: 'Форма, по которой сделан шаблон, больше не используется. Скачайте шаблон заново.',
  }),
  en: (whose) => ({
    other_form: 'This is a template of another form. Download the template of this form and fill that.',
    other_organisation: `This is the template of another organisation: ${whose}. Nothing of it got into your report. Download the template under your own login.`,
    newer_form:
      'The template was made from a newer form than the one open here. Reload the page and upload it again.',
    older_form: 'The template was made from an earlier form.',
    unknown_version:
      'The form that the template was made from is no longer in use. Download the template anew.',
  }),
};
