/** The OpenAPI 3.1 document of the interface for programs, made of its contracts. */
import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { Locale } from 'engine';
import { describeParameter, problemWords } from './problems';
import { apiScopes } from '../tokens/token-options';
import { type Contract, contracts } from './contracts.server';
import { problem } from './schemas.server';

/** Where it is; the paths of contracts are below it. */
export const apiBase = '/api/v1';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const documents = new Map<Locale, OpenApiDocument>();

/** The document with descriptions of operations and parameters in a language. */
export function apiDocument(locale: Locale): OpenApiDocument {
  const known = documents.get(locale);
  if (known) return known;
  const made = makeDocument(locale);
  documents.set(locale, made);
  return made;
}

function makeDocument(locale: Locale): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description:
      locale === 'ru'
        ? `Токен со страницы «Токены». Права: ${apiScopes.join(', ')}`
        : `A token from the page “Tokens”. Scopes: ${apiScopes.join(', ')}`,
  });
  for (const contract of contracts) registry.registerPath(toPath(contract, locale));
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: locale === 'ru' ? 'Сбор: данные для программ' : 'Sbor: data for programs',
      version: '1',
      description:
        locale === 'ru'
          ? 'Только чтение. Токен видит то же, что его владелец.'
          : 'Read-only. A token sees what its owner sees.',
    },
    servers: [{ url: apiBase }],
  });
  return describeParameters(document, locale);
}

const refusals = {
  400: 'parameters',
  401: 'token_refused',
  403: 'scope_missing',
  404: 'not_found',
  429: 'too_many_requests',
} as const;

function refusalsIn(locale: Locale): RouteConfig['responses'] {
  const responses: RouteConfig['responses'] = {};
  for (const [status, code] of Object.entries(refusals)) {
    const description = problemWords[locale][code].title;
    responses[status] = { description, content: { 'application/problem+json': { schema: problem } } };
  }
  return responses;
}

function toPath({ id, path, summary, params, query, answer, scope }: Contract, locale: Locale): RouteConfig {
  return {
    method: 'get',
    path,
    operationId: id,
    summary: summary[locale],
    description: locale === 'ru' ? `Право токена: \`${scope}\`` : `Scope: \`${scope}\``,
    security: [{ token: [] }],
    request: { params, query },
    responses: {
      200: {
        description: 'OK',
        headers: { ETag: { schema: { type: 'string' }, description: 'For `If-None-Match`' } },
        content: { 'application/json': { schema: answer } },
      },
      304: { description: 'Not changed since the ETag of `If-None-Match`' },
      ...refusalsIn(locale),
    },
  };
}

function describeParameters(document: OpenApiDocument, locale: Locale): OpenApiDocument {
  for (const item of Object.values(document.paths ?? {})) {
    for (const parameter of item.get?.parameters ?? []) {
      if ('name' in parameter) parameter.description = describeParameter(parameter.name, locale);
    }
  }
  return document;
}
