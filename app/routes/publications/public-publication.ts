/** The one publication that must be readable without signing in: how to get a new password (A8). */
export const passwordHelp = {
  sectionSlug: 'tekhnicheskaia-podderzhka',
  slug: 'instruktsiia-po-zamene-parolia',
} as const;

export const passwordHelpPath = `/lk/publications/${passwordHelp.sectionSlug}/${passwordHelp.slug}`;

export function isPublicPath(pathname: string): boolean {
  return pathname === passwordHelpPath;
}
