/** The arrows between folders, as in docs/design. Checked by `npm test`. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [...allowed, '^node_modules/', '^node:'], dependencyTypesNot: ['core'] },
});
const notOutside = (name, folder, library) => ({
  name,
  severity: 'error',
  from: { pathNot: `${folder}|^test/` },
  to: { path: `^node_modules/(${library})(/|$)` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'engine-is-pure',
      comment:
        'No Node built-ins and nothing but its own files and small pure libraries in the core of the engine.',
      severity: 'error',
      from: { path: '^engine/', pathNot: '^engine/(excel|cli)/' },
      to: {
        pathNot: [
          '^engine/(?!excel|cli)',
          '^node_modules/(ajv/dist/runtime|decimal\\.js-light|fast-deep-equal|re2js)',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    only('excel-knows-engine', '^engine/excel/', ['^engine/'], 'The workbook part sees the engine only.'),
    only('cli-knows-engine', '^engine/cli/', ['^engine/'], 'The command line sees the engine only.'),
    {
      name: 'engine-has-one-door',
      severity: 'error',
      from: { pathNot: '^(engine|test)/' },
      to: { path: '^engine/', pathNot: '^engine/(index|excel/index)\\.ts$' },
    },
    only(
      'protocol-is-types',
      '^app/protocol/',
      ['^app/protocol/', '^engine/index'],
      'Types that cross HTTP.',
    ),
    only(
      'routes-call-services',
      '^app/routes/',
      [
        '^app/root',
        '^app/(routes|services|components|auth|protocol|i18n|styles|files)/',
        '^app/(config|log)',
        '^builder/',
        '^engine/index',
        // An EntityManager for the services that they call; queries are the services' business.
        '^app/db/orm\\.server\\.ts$',
      ],
      'Routes do HTTP and call services.',
    ),
    only(
      'services',
      '^app/services/',
      ['^app/(services|db|auth|files|protocol|jobs|wording)/', '^app/(config|log)', '^engine/'],
      'Services do not know HTTP or React.',
    ),
    only(
      'jobs',
      '^app/jobs/',
      [
        '^app/(jobs|services|db|auth|files|protocol|mail|i18n|wording)/',
        '^app/(config|log)',
        '^app/server/process',
        '^engine/',
      ],
      'Jobs call services, and know no HTTP.',
    ),
    {
      name: 'services-do-not-run-jobs',
      severity: 'error',
      from: { path: '^app/services/' },
      to: { path: '^app/jobs/(worker|.*handler)' },
    },
    only(
      'db',
      '^app/db/',
      ['^app/(db|protocol)/', '^app/config', '^migrations/', '^engine/index'],
      'The database layer is the lowest.',
    ),
    {
      name: 'entities-know-no-queries',
      severity: 'error',
      from: { path: '^app/db/entities/' },
      to: { path: '^app/db/queries/' },
    },
    only(
      'auth',
      '^app/auth/',
      ['^app/(auth|db|protocol)/', '^app/(config|log)', '^engine/index'],
      'Sessions, passwords, permissions.',
    ),
    only(
      'components',
      '^app/components/',
      ['^app/(components|protocol|i18n|styles|wording)/', '^engine/index'],
      'The interface sees no server.',
    ),
    only(
      'wording',
      '^app/wording/',
      ['^app/(wording|protocol)/', '^app/i18n/format', '^engine/index'],
      'What server and interface put into the same words.',
    ),
    only(
      'builder',
      '^builder/',
      ['^builder/', '^engine/index', '^app/(components|protocol|i18n|styles)/'],
      'The builder sees the engine.',
    ),
    only('files', '^app/files/', ['^app/files/', '^app/config'], 'Object storage.'),
    only('mail', '^app/mail/', ['^app/mail/', '^app/config'], 'Letters by SMTP.'),
    notOutside('only-excel-imports-exceljs', '^engine/excel/', 'exceljs'),
    notOutside('only-auth-imports-lucia', '^app/auth/', 'lucia|@node-rs/argon2'),
    notOutside('only-mail-imports-nodemailer', '^app/mail/', 'nodemailer'),
    notOutside('only-jobs-import-agenda', '^app/jobs/', 'agenda|@agendajs'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.cache|\\.data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
};
