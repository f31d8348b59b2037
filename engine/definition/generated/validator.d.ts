import type { ErrorObject } from 'ajv';

/** Checks the shape of a definition; compiled from meta-schema.json. */
declare const validate: {
  (data: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
};
export default validate;
