import type { Refused } from '~/protocol/uploads';

/** By extension: what browsers are told. Everything else is bytes. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  rtf: 'application/rtf',
  zip: 'application/zip',
  rar: 'application/vnd.rar',
  '7z': 'application/x-7z-compressed',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
};

/** What Windows runs when it is opened. No school needs it from here, and everybody trusts what comes from here. */
const programs = new Set(
  'exe com bat cmd scr pif msi msp msix cpl hta js jse vbs vbe wsf wsh ps1 psm1 reg lnk jar dll sys inf url appref-ms application gadget iso vhd'.split(
    ' ',
  ),
);

/** In lower case and without its dot; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

export function mediaTypeOf(name: string): string {
  return mediaTypes[extensionOf(name)] ?? 'application/octet-stream';
}

/** What browsers show without running anything of it. HTML and SVG are documents with scripts and never among them. */
const shown: readonly string[] = ['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Whether a file can be opened for viewing besides being saved (A14). */
export const canBeShown = (mediaType: string): boolean => shown.includes(mediaType);

const MOST_CHARACTERS = 200;

/**
 * The name as it is kept: the last part of a path, in one Unicode form, without what file systems refuse and without invisible
 * characters that turn a name around («cod.exe» that reads as «exe.doc»). Long names keep their extension. Empty where nothing is left.
 */
export function cleanFileName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, '')
    .replaceAll(/[:*?"<>|]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  const characters = Array.from(clean);
  if (characters.length <= MOST_CHARACTERS) return clean;
  const extension = extensionOf(clean);
  const tail = extension === '' || extension.length > 20 ? '' : `.${extension}`;
  return characters.slice(0, MOST_CHARACTERS - tail.length).join('') + tail;
}

/** Why a file of this name is not taken, or null. */
export function refusedName(name: string): Extract<Refused['reason'], 'name' | 'type'> | null {
  if (name === '') return 'name';
  return programs.has(extensionOf(name)) ? 'type' : null;
}

/** The first of `name`, `name (2)`, … that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const extension = extensionOf(name);
  const tail = extension === '' ? '' : name.slice(-extension.length - 1);
  const base = tail === '' ? name : name.slice(0, -tail.length);
  for (let number = 2, candidate = name; ; number++) {
    if (!isTaken(candidate)) return candidate;
    candidate = `${base} (${number})${tail}`;
  }
}
