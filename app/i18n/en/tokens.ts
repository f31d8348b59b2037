import type { tokens as original } from '../ru/tokens';
import type { Translated } from '../translation';

export const tokens: Translated<typeof original> = {
  title: 'Tokens for programs',
  intro:
    'With a token a program – a BI system, a script, a spreadsheet – reads what you see, without your password. A token cannot change data.',
  guideLink: 'How to connect a program',
  scope: {
    collections: {
      label: 'Collections and forms',
      note: 'Title, window, form, participants by status',
    },
    participants: { label: 'Participants', note: 'Status, times, review, errors left' },
    submissions: { label: 'Submitted reports', note: 'All values of submitted reports' },
    orgUnits: { label: 'Organisations and territories', note: 'Codes, names, what is below what' },
  },
  form: {
    title: 'New token',
    name: 'Name',
    nameNote: 'Which program it is for, so that you know it in the list later',
    scopes: 'What it may read',
    days: 'Valid for',
    daysOption_one: '{{count}} day',
    daysOption_other: '{{count}} days',
    create: 'Create the token',
  },
  problem: {
    name: 'Give the token a name of at most 100 characters.',
    scopes: 'Tick at least one of these.',
    days: 'Choose one of the terms.',
    tooMany: 'You have 20 valid tokens already. Revoke those you do not need, then create a new one.',
  },
  created: {
    title: 'The token “{{name}}” is created',
    text: 'Copy it now: it will not be shown again. Keep it like a password.',
    label: 'Token',
    copy: 'Copy',
    copied: 'Copied',
  },
  list: {
    title: 'Your tokens',
    none: 'No tokens yet',
    noneText: 'Create the first one in the form above.',
    name: 'Name',
    scopes: 'Scopes',
    state: 'State',
    expires: 'Valid until',
    used: 'Last used',
    never: 'never',
    from: 'from {{address}}',
    actions: 'Actions',
  },
  state: {
    active: 'Valid',
    expired: 'Expired',
    revoked: 'Revoked',
    dead: 'Not valid: your role or territory has changed',
  },
  revoke: {
    button: 'Revoke',
    buttonLabel: 'Revoke the token “{{name}}”',
    title: 'Revoke the token “{{name}}”?',
    text: 'Programs with this token stop getting data at once. It cannot be brought back, only replaced by a new one.',
    confirm: 'Revoke the token',
    done: 'The token is revoked: nothing can be read with it any more.',
    gone: 'There is no such valid token any more.',
  },
  guide: {
    title: 'Data for programs',
    intro:
      'Programs get data in two ways: through the REST API with a token – what you see – or straight from the database through SQL views – everything at once, for analysts.',
    steps: {
      title: 'How to begin',
      token: 'Create a token on the page “Tokens for programs” and keep it: it is shown once.',
      ask: 'Send it in the header Authorization. Cookies and tokens in the address are not accepted.',
      pages:
        'Lists come in pages: while next is not null, ask again with cursor=next. limit is the size of a page.',
      tag: 'An answer carries an ETag. With the header If-None-Match what has not changed is not sent again: the answer is 304.',
      limit_one:
        'A token may make {{count}} request a minute. Beyond it the answer is 429, and the header Retry-After says how many seconds to wait.',
      limit_other:
        'A token may make {{count}} requests a minute. Beyond it the answer is 429, and the header Retry-After says how many seconds to wait.',
      example: 'Example',
    },
    addresses: {
      title: 'Addresses',
      document: 'OpenAPI 3.1 document',
      documentNote: 'for generators of clients, Postman, Swagger UI; it needs no token',
      parameter: 'Parameter',
      meaning: 'Meaning',
      required: 'required',
      scope: 'Scope:',
    },
    problems: {
      title: 'Problems',
      text: 'Refusals are Problem Details (RFC 9457). Their field type leads here, Accept-Language chooses the language.',
    },
    views: {
      title: 'SQL views',
      text: 'The schema analytics of the database has a view for each sheet of each published version of a form, with typed columns and the labels of codes. Metabase, Superset, pandas and whatever speaks PostgreSQL read them.',
      access:
        'They show the whole country, so access is given by the administrator: a database user with the role {{role}} reads this schema and nothing else.',
      names: 'The name of a view is form, version and sheet, e.g. vpr_spo_schedule_v1_paper.',
      columns: {
        participants: 'participants of all collections with status and times',
        collections: 'collections: form, version, window',
        dictionary: 'what each column of each view means',
        codes: 'codes of lists and their labels',
      },
    },
  },
};
