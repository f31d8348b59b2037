import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Palette } from './palette';
import { paletteOf, watchTheme } from './palette';
import type { Painted, SheetPainter } from './sheet-painter';
import { createSheetPainter } from './sheet-painter';

type Shown = Omit<Painted, 'palette'>;

/** The painter of the sheet that is open; paints what has changed whenever something has. */
export function useSheetPainter(root: RefObject<HTMLElement>, shown: Shown): SheetPainter {
  const { model, geometry, selection, focused, fillTo, found } = shown;
  const latest = useRef(shown);
  const palette = useRef<Palette | null>(null);
  const [painter] = useState(() =>
    createSheetPainter(() => {
      palette.current ??= paletteOf(root.current ?? document.documentElement);
      return { ...latest.current, palette: palette.current };
    }),
  );
  useLayoutEffect(() => {
    latest.current = { model, geometry, selection, focused, fillTo, found };
    painter.paintChanges();
  }, [painter, model, geometry, selection, focused, fillTo, found]);
  useEffect(() => {
    const again = (): void => {
      palette.current = null;
      painter.paintAll();
    };
    void document.fonts.ready.then(again);
    return watchTheme(again);
  }, [painter]);
  return painter;
}
