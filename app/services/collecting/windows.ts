import type { WindowState, WindowView } from '~/protocol/views';

interface WindowSource {
  readonly opens_at: Date;
  /** The organisation's own end, or the collection's. */
  readonly closes_at: Date;
  readonly prolonged?: boolean;
  /** The clock of the database. */
  readonly now: Date;
}

/** The window as people see it: half-open, without the grace that saving has. */
export function viewWindow(source: WindowSource): WindowView {
  return {
    opensAt: source.opens_at.toISOString(),
    closesAt: source.closes_at.toISOString(),
    state: stateOf(source),
    prolonged: source.prolonged ?? false,
  };
}

function stateOf({ opens_at, closes_at, now }: WindowSource): WindowState {
  if (now < opens_at) return 'not_yet';
  return now < closes_at ? 'open' : 'closed';
}
