/** Any address that nobody knows. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

/** Never shown; with it the problem is told as a page. */
export default function Unknown() {
  return null;
}
