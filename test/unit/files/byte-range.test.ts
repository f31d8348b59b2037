import { expect, it } from 'vitest';
import { wantedBytes } from '../../../app/routes/files/byte-range';

const content = { etag: '"abc"', sizeBytes: 100 };
const wanted = (headers: Record<string, string>) => {
  const found = wantedBytes(new Headers(headers), content);
  return found.kind === 'range' ? [found.start, found.end] : found.kind;
};

it.each<readonly [Record<string, string>, ReturnType<typeof wanted>]>([
  [{}, 'all'],
  [{ Range: 'bytes=0-' }, [0, 99]],
  [{ Range: 'bytes=10-19' }, [10, 19]],
  [{ Range: 'bytes=10-1000' }, [10, 99]],
  [{ Range: 'bytes=-5' }, [95, 99]],
  [{ Range: 'bytes=-500' }, [0, 99]],
  [{ Range: 'bytes=99-99' }, [99, 99]],
  [{ Range: 'bytes=100-' }, 'outside'],
  [{ Range: 'bytes=-0' }, 'outside'],
  // What cannot be read, several ranges and other units: as if nothing had been asked.
  [{ Range: 'bytes=5-2' }, 'all'],
  [{ Range: 'bytes=-' }, 'all'],
  [{ Range: 'bytes=a-b' }, 'all'],
  [{ Range: 'bytes=0-1,5-6' }, 'all'],
  [{ Range: 'lines=0-1' }, 'all'],
  [{ Range: 'bytes=0-99999999999999999999' }, 'all'],
  // Only the tag itself says that nothing has changed.
  [{ Range: 'bytes=10-19', 'If-Range': '"abc"' }, [10, 19]],
  [{ Range: 'bytes=10-19', 'If-Range': '"other"' }, 'all'],
  [{ Range: 'bytes=10-19', 'If-Range': 'W/"abc"' }, 'all'],
  [{ Range: 'bytes=10-19', 'If-Range': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 'all'],
])('%j → %j', (headers, expected) => {
  expect(wanted(headers)).toEqual(expected);
});
