import type { Locale } from 'engine';
import { can } from '~/auth/permissions';
import { getConfig } from '~/config.server';
import { analystRole } from '~/db/queries/analytics-sql';
import type { ApiGuide } from '~/protocol/api';
import type { Viewer } from '~/protocol/views';
import { apiBase, apiDocument } from './document.server';
import { contracts } from './contracts.server';
import { fill, problemWords } from './problems';

/** What people read about the interface for programs, drawn from its document; null where the viewer may have no tokens. */
export function describeApi(viewer: Viewer): ApiGuide | null {
  if (!can(viewer, 'token.manage')) return null;
  const document = apiDocument(viewer.locale);
  return {
    base: apiBase,
    requestsAMinute: getConfig().apiRatePerMinute,
    analystRole,
    operations: Object.entries(document.paths ?? {}).map(([path, { get }]) => ({
      path,
      summary: get?.summary ?? '',
      scope: contracts.find(({ id }) => id === get?.operationId)?.scope ?? 'collections:read',
      parameters: (get?.parameters ?? []).flatMap((parameter) =>
        'name' in parameter
          ? [
              {
                name: parameter.name,
                required: parameter.required === true,
                meaning: parameter.description ?? '',
                accepts: acceptedBy(parameter.schema),
              },
            ]
          : [],
      ),
    })),
    problems: problemsIn(viewer.locale),
  };
}

const problemsIn = (locale: Locale): ApiGuide['problems'] =>
  Object.entries(problemWords[locale]).map(([code, { title, detail }]) => ({
    code,
    title,
    detail: fill(detail, { scope: '…', seconds: '…' }),
  }));

/** Beyond it a number only has to be one. */
const LARGEST_LIMIT = 100_000;

/** What a parameter takes, in short: its values, or its limits. */
function acceptedBy(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return '';
  const { enum: values, minimum, maximum } = schema as Readonly<Record<string, unknown>>;
  if (Array.isArray(values)) return values.length > 1 ? values.join(', ') : '';
  const isLimit = typeof minimum === 'number' && typeof maximum === 'number' && maximum <= LARGEST_LIMIT;
  return isLimit ? `${minimum}–${maximum}` : '';
}
