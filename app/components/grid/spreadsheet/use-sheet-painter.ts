import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { GridModel, Selection } from '../adapter';
import type { Geometry } from './geometry';
import type { Palette } from './palette';
import { paletteOf, watchTheme } from './palette';
import type { SheetPainter } from './sheet-painter';
import { createSheetPainter } from './sheet-painter';

interface Shown {
  readonly model: GridModel;
  readonly geometry: Geometry;
  readonly selection: Selection;
  readonly focused: boolean;
}

/** The painter of the sheet that is open; paints what has changed whenever something has. */
export function useSheetPainter(root: RefObject<HTMLElement>, shown: Shown): SheetPainter {
  const { model, geometry, selection, focused } = shown;
  const latest = useRef(shown);
  const palette = useRef<Palette | null>(null);
  const [painter] = useState(() =>
    createSheetPainter(() => {
      palette.current ??= paletteOf(root.current ?? document.documentElement);
      return { ...latest.current, palette: palette.current };
    }),
  );
  useLayoutEffect(() => {
    latest.current = { model, geometry, selection, focused };
    painter.paintChanges();
  }, [painter, model, geometry, selection, focused]);
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
