import type { Locale } from 'engine';

/** What a program may hear instead of data. */
export type ProblemCode =
  | 'token_missing'
  | 'token_refused'
  | 'scope_missing'
  | 'not_found'
  | 'parameters'
  | 'too_many_requests'
  | 'method'
  | 'internal';

interface Words {
  readonly title: string;
  readonly detail: string;
}

/** Title and detail; `{…}` stands for what is known of the request. */
export const problemWords: Readonly<Record<Locale, Readonly<Record<ProblemCode, Words>>>> = {
  ru: {
    token_missing: {
      title: 'Нужен токен',
      detail:
        'Передайте токен в заголовке «Authorization: Bearer …». Cookie и токен в адресе не принимаются: если токен попал в адрес, отзовите его.',
    },
    token_refused: {
      title: 'Токен не действует',
      detail:
        'Такого токена нет, он отозван или истёк, либо учётная запись владельца отключена или сменила роль. Создайте новый на странице «Токены».',
    },
    scope_missing: {
      title: 'У токена нет этого права',
      detail: 'Для этого адреса токену нужно право {scope}. Создайте токен с ним на странице «Токены».',
    },
    not_found: {
      title: 'Не найдено',
      detail: 'Такого адреса или объекта нет, либо владелец токена его не видит.',
    },
    parameters: {
      title: 'Параметры не подходят',
      detail: 'Исправьте параметры, перечисленные в errors: что допустимо, сказано у каждого.',
    },
    too_many_requests: {
      title: 'Слишком много обращений',
      detail: 'Повторите через {seconds} с: столько же указано в заголовке Retry-After.',
    },
    method: {
      title: 'Только чтение',
      detail: 'Здесь данные только читают: допустимы GET и HEAD.',
    },
    internal: {
      title: 'Что-то сломалось у нас',
      detail: 'Повторите позже; если не поможет, сообщите в техническую поддержку requestId.',
    },
  },
  en: {
    token_missing: {
      title: 'A token is needed',
      detail:
        'Send a token in the header “Authorization: Bearer …”. Cookies and tokens in the address are not accepted: revoke a token that got into an address.',
    },
    token_refused: {
      title: 'The token is not valid',
      detail:
        'There is no such token, it was revoked or has expired, or its owner’s account is disabled or has another role. Create a new one on the page “Tokens”.',
    },
    scope_missing: {
      title: 'The token lacks this scope',
      detail: 'For this address the token needs the scope {scope}. Create one with it on the page “Tokens”.',
    },
    not_found: {
      title: 'Not found',
      detail: 'There is no such address or object, or the owner of the token may not see it.',
    },
    parameters: {
      title: 'The parameters do not fit',
      detail: 'Correct the parameters listed in errors: each says what is accepted.',
    },
    too_many_requests: {
      title: 'Too many requests',
      detail: 'Go on in {seconds} s: the header Retry-After says the same.',
    },
    method: {
      title: 'Read-only',
      detail: 'Data are only read here: GET and HEAD are accepted.',
    },
    internal: {
      title: 'Something broke on our side',
      detail: 'Try again later; if it does not help, tell the technical support the requestId.',
    },
  },
};

const statuses: Readonly<Record<ProblemCode, number>> = {
  token_missing: 401,
  token_refused: 401,
  scope_missing: 403,
  not_found: 404,
  parameters: 400,
  too_many_requests: 429,
  method: 405,
  internal: 500,
};

export interface ProblemDetails {
  readonly locale: Locale;
  readonly requestId: string;
  /** What `{…}` in the words stands for. */
  readonly known?: Readonly<Record<string, string>>;
  /** One a parameter that cannot be read. */
  readonly errors?: { parameter: string; detail: string }[];
}

/** Problem details of RFC 9457, with the address of their explanation. */
export function toProblem(code: ProblemCode, { locale, requestId, known = {}, errors }: ProblemDetails) {
  const { title, detail } = problemWords[locale][code];
  return {
    type: `/lk/api#${code}`,
    title,
    status: statuses[code],
    detail: fill(detail, known),
    requestId,
    ...(errors ? { errors } : {}),
  };
}

/** `{name}` replaced by what is known. */
export const fill = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (found, name: string) => known[name] ?? found);

const parameters: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  ru: {
    limit: 'Сколько строк на странице',
    cursor: 'Значение next предыдущей страницы того же списка',
    status: 'Только участники с этим статусом',
    include: 'errors – посчитать оставшиеся ошибки черновиков (страницы до 50 строк)',
    submittedSince: 'Только сданные с этого момента, ISO 8601 с часовым поясом',
    kind: 'Только единицы этого вида',
    collectionId: 'Идентификатор сбора',
    submissionId: 'Идентификатор отчёта',
    form: 'Идентификатор формы',
    version: 'Номер версии формы',
    sheet: 'Идентификатор листа',
  },
  en: {
    limit: 'Rows a page',
    cursor: '`next` of the previous page of the same list',
    status: 'Only participants with this status',
    include: '`errors` – count the errors left in drafts (pages of at most 50 rows)',
    submittedSince: 'Only those submitted since this instant, ISO 8601 with an offset',
    kind: 'Only units of this kind',
    collectionId: 'Id of the collection',
    submissionId: 'Id of the report',
    form: 'Id of the form',
    version: 'Number of the version of the form',
    sheet: 'Id of the sheet',
  },
};

/** What a parameter means. */
export const describeParameter = (name: string, locale: Locale): string => parameters[locale][name] ?? name;

/** What is wrong with a parameter. */
export const parameterProblems: Readonly<
  Record<
    Locale,
    {
      readonly unknown: string;
      readonly token: string;
      readonly cursor: string;
      readonly range: string;
      readonly oneOf: string;
      readonly form: string;
    }
  >
> = {
  ru: {
    unknown: 'Такого параметра здесь нет.',
    token: 'Токен в адресе не принимается и мог попасть в журналы: отзовите его.',
    cursor: 'Это не значение next этого списка.',
    range: 'Нужно целое число от {min} до {max}.',
    oneOf: 'Допустимо: {options}.',
    form: 'Значение не читается; {meaning}.',
  },
  en: {
    unknown: 'There is no such parameter here.',
    token: 'A token in the address is not accepted and may have got into logs: revoke it.',
    cursor: 'This is no `next` of this list.',
    range: 'It must be a whole number from {min} to {max}.',
    oneOf: 'Accepted: {options}.',
    form: 'The value cannot be read; {meaning}.',
  },
};
