import type { MetaFunction } from '@remix-run/node';

/** The title of a page's document: what its loader calls `documentTitle`, before the product's name. */
export const titleOfData: MetaFunction = ({ data }) => {
  const title =
    typeof data === 'object' && data !== null && 'documentTitle' in data ? data.documentTitle : null;
  return typeof title === 'string' ? [{ title }] : [];
};
