import { type Forms, LEVEL, type Phrase, type Reader } from './types';

export const plain = (text: string, level: number): Phrase => ({ forms: [text, text, text], level });

export const inflected = (forms: Forms, level: number): Phrase => ({ forms, level });

export const withTail = ({ forms: [is, of, to], isFeminine }: Phrase, tail: string): Phrase => ({
  forms: [is + tail, of + tail, to + tail],
  level: LEVEL.tail,
  ...(isFeminine ? { isFeminine } : {}),
});

/** The phrase, in brackets where its parts hold together less than is asked for. */
export const held = (phrase: Phrase, least: number): Phrase =>
  phrase.level >= least ? phrase : plain(`(${phrase.forms[0]})`, LEVEL.atom);

/** The text of a value that stands beside operators of the level. */
export const valueText = (logic: unknown, reader: Reader, least: number = LEVEL.sum): string =>
  held(reader.phrase(logic, reader), least).forms[0];

/** The text of a verdict; inside brackets anything may stand. */
export const clauseText = (logic: unknown, reader: Reader, least: number = LEVEL.choice): string =>
  held(reader.clause(logic, reader), least).forms[0];

export const listed = (logics: readonly unknown[], reader: Reader): string =>
  logics.map((logic) => valueText(logic, reader, LEVEL.choice)).join('; ');
