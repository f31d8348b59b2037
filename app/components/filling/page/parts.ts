/** Parts of the filling page that are not needed to begin with: fetched when first shown, most of them ahead in idle time. */
import { FindPanel } from '../../grid/find/use-find';
import { onDemand } from '../../ui/on-demand';
import { loadCards } from './use-cards';

export const ErrorsPanel = onDemand(async () => (await import('../errors/errors-panel')).ErrorsPanel);
export const HistoryPanel = onDemand(async () => (await import('../history/history-panel')).HistoryPanel);
export const PastBar = onDemand(async () => (await import('../history/past-bar')).PastBar);
export const OwnBanner = onDemand(async () => (await import('../../review/own/own-banner')).OwnBanner);
export const OwnPanel = onDemand(async () => (await import('../../review/own/own-panel')).OwnPanel);
export const SubmitDialog = onDemand(async () => (await import('../summary/submit-dialog')).SubmitDialog);
export const DifferenceDialog = onDemand(
  async () => (await import('../summary/difference')).DifferenceDialog,
);
export const PasteDialog = onDemand(async () => (await import('./paste-dialog')).PasteDialog);
export const SignInDialog = onDemand(async () => (await import('./sign-in-dialog')).SignInDialog);
export const LeaveDialog = onDemand(async () => (await import('./leave-dialog')).LeaveDialog);
export const KeysDialog = onDemand(async () => (await import('./keys-dialog')).KeysDialog);
export const ExcelDialog = onDemand(async () => (await import('../excel/excel-dialog')).ExcelDialog);
export const Cards = onDemand(async () => (await loadCards()).CardsView);

/** Those that must be there when the connection is not. */
export function prefetchParts(): void {
  for (const part of [ErrorsPanel, PasteDialog, SignInDialog, LeaveDialog, FindPanel]) part.prefetch();
}
