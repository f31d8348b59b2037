import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { definitionDigest, writeTemplate } from '../../excel/index';
import { toTemplateModel } from '../../index';
import { loadAnswers, loadContext } from '../answers';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { CliError, EXIT, type ExitCode, firstLine, type Terminal } from '../io';
import { DEFINITION, LISTS, type Verb } from '../verb';

interface TemplateVerbOptions extends DefinitionOptions {
  readonly output?: string;
  readonly answers?: string;
  readonly context?: string;
  readonly today?: string;
}

/** `sbor template`: the form as a workbook that can be filled offline. */
async function template(
  terminal: Terminal,
  definition: string,
  options: TemplateVerbOptions,
): Promise<ExitCode> {
  const { output } = options;
  if (output === undefined) {
    throw new CliError({
      ru: 'назовите файл, в который записать книгу: -o форма.xlsx',
      en: 'name the file to write the workbook to: -o form.xlsx',
    });
  }
  const compiled = compileLoaded(await loadDefinition(terminal, definition, options));
  if (!compiled.ok) return refuse(terminal, compiled.error, options);
  const form = compiled.value;
  const context = await loadContext(terminal, options);
  const answers =
    options.answers === undefined ? {} : { answers: await loadAnswers(terminal, options.answers) };
  const model = toTemplateModel(form, {
    context,
    locale: options.locale,
    newRowId: () => `x${randomUUID()}`,
    ...answers,
  });
  const whose = {
    form: form.id,
    version: form.version,
    definition: definitionDigest(form.definition),
    createdAt: terminal.now().toISOString(),
  };
  const path = resolve(terminal.cwd, output);
  try {
    await (await open(path, 'w')).close();
    await writeTemplate(model, whose, createWriteStream(path));
  } catch (error) {
    throw new CliError({
      ru: `Книга «${output}» не записана: ${firstLine(error)}`,
      en: `Workbook "${output}" was not written: ${firstLine(error)}`,
    });
  }
  if (!form.excelTemplate) {
    terminal.err(
      options.locale === 'ru'
        ? 'sbor: excelTemplate в определении выключен: в кабинете шаблона не будет\n'
        : 'sbor: excelTemplate is off in the definition: the cabinet will not offer the template\n',
    );
  }
  const onUpload = model.checks.checks.filter(({ count }) => count === null);
  if (options.json) {
    const unchecked = onUpload.map(({ kind, rule, sheet }) => ({ kind, rule, sheet }));
    terminal.out(
      `${JSON.stringify({ output, checks: model.checks.checks.length, onUpload: unchecked }, null, 2)}\n`,
    );
  } else {
    terminal.err(
      options.locale === 'ru'
        ? `sbor: ${output}: проверок ${model.checks.checks.length}, из них только при загрузке ${onUpload.length}\n`
        : `sbor: ${output}: ${model.checks.checks.length} checks, ${onUpload.length} of them on upload only\n`,
    );
  }
  return EXIT.fine;
}

export const templateVerb: Verb = {
  name: 'template',
  summary: { ru: 'форма как книга Excel', en: 'the form as an Excel workbook' },
  operands: [DEFINITION],
  options: [
    {
      name: 'output',
      short: 'o',
      value: { ru: 'книга.xlsx', en: 'workbook.xlsx' },
      about: { ru: 'куда записать', en: 'where to write it' },
    },
    {
      name: 'answers',
      value: { ru: 'файл', en: 'file' },
      isFile: true,
      about: { ru: 'ответы, которые уже есть', en: 'answers that are there already' },
    },
    LISTS,
    {
      name: 'context',
      value: { ru: 'файл', en: 'file' },
      isFile: true,
      about: {
        ru: 'против чего судить: {org, collection, today, previous}',
        en: 'what to judge against: {org, collection, today, previous}',
      },
    },
    {
      name: 'today',
      value: { ru: 'день', en: 'day' },
      about: { ru: 'сегодняшний день, ГГГГ-ММ-ДД', en: 'the present day, YYYY-MM-DD' },
    },
  ],
  examples: [
    'sbor template form.json -o form.xlsx',
    'sbor template form.json -o form.xlsx --answers draft.json',
  ],
  run: (terminal, [definition = ''], options: TemplateVerbOptions) => template(terminal, definition, options),
};
