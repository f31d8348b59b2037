/** The number in an address; what is no number belongs to no report. */
export function reportNumber({ number = '' }: { readonly number?: string | undefined }): number {
  return /^\d{1,15}$/.test(number) ? Number(number) : -1;
}
