/** The field of a contact that is wrong. */
export type ContactProblem = 'name' | 'phone' | 'email';
