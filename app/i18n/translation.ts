/** Grammatical forms that Russian has and English lacks. */
type RussianOnly<K extends string> = K extends `${string}_${'few' | 'many'}` ? K : never;

/** The same texts in another language: every key of the Russian original, without the forms that only Russian has. */
export type Translated<T> = {
  readonly [K in keyof T as K extends string ? Exclude<K, RussianOnly<K>> : never]: T[K] extends string
    ? string
    : Translated<T[K]>;
};
