import type { Locale } from 'engine';

/** The language that `Accept-Language` asks for: Russian unless English comes before it. */
export function acceptedLocale(header: string | null | undefined): Locale {
  const wanted = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(/\s*;\s*/);
      const quality = rest.find((parameter) => parameter.startsWith('q='));
      return { language: tag.split('-')[0], quality: quality ? Number(quality.slice(2)) || 0 : 1 };
    })
    .filter(({ language, quality }) => quality > 0 && (language === 'ru' || language === 'en'))
    .sort((a, b) => b.quality - a.quality);
  return wanted[0]?.language === 'en' ? 'en' : 'ru';
}
