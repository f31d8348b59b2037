import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnNames, viewName } from '../../../app/services/analytics/names';
import { literal } from '../../../app/db/queries/analytics-sql';

const id = fc.oneof(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,99}$/),
  // Few letters, so that different ids meet.
  fc.stringMatching(/^[aA][-_]v1([-_]a)?$/),
);

describe('names of views', () => {
  it.each([
    ['vpr-spo-schedule', 1, 'paper', 'vpr_spo_schedule_v1_paper'],
    ['a_b', 1, 'c', /^a_b_v1_c_[0-9a-f]{10}$/],
    ['a', 1, 'Staff', /^a_v1_staff_[0-9a-f]{10}$/],
    ['a-v1-b', 2, 'c', /^a_v1_b_v2_c_[0-9a-f]{10}$/],
    ['a', 1, 'v2-b', /^a_v1_v2_b_[0-9a-f]{10}$/],
    ['a', 1, 'b-0123456789', /^a_v1_b_0123456789_[0-9a-f]{10}$/],
    ['x'.repeat(100), 1, 'y'.repeat(100), /^x{52}_[0-9a-f]{10}$/],
  ])('%s, version %d, %s', (form, version, sheet, expected) => {
    expect(viewName(form, version, sheet)).toMatch(expected);
  });

  it('are short, need no quotes, and are those of one sheet only', () => {
    const sheet = fc.tuple(id, fc.integer({ min: 1, max: 3 }), id);
    fc.assert(
      fc.property(sheet, sheet, (one, other) => {
        const names = [viewName(...one), viewName(...other)];
        for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
        expect(names[0] === names[1]).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('names of columns', () => {
  it('are the ids; labels give way', () => {
    const names = columnNames([
      { id: 'subject', hasLabel: true },
      { id: 'subject_label', hasLabel: true },
      { id: 'Subject', hasLabel: false },
    ]);
    expect(names.get('subject')).toEqual({
      name: 'subject',
      label: expect.stringMatching(/^subject_label_[0-9a-f]{10}$/) as string,
    });
    expect(names.get('subject_label')).toEqual({ name: 'subject_label', label: 'subject_label_label' });
    expect(names.get('Subject')).toEqual({ name: 'Subject', label: null });
  });

  it('are all different and short', () => {
    const columns = fc.uniqueArray(fc.record({ id, hasLabel: fc.boolean() }), {
      selector: (column) => column.id,
    });
    fc.assert(
      fc.property(columns, (given) => {
        const all = [...columnNames(given).values()].flatMap(({ name, label }) => [
          name,
          ...(label === null ? [] : [label]),
        ]);
        expect(new Set(all).size).toBe(all.length);
        for (const name of all) expect(name.length).toBeLessThanOrEqual(63);
      }),
    );
  });
});

it('literals hold no character that means anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const inner = literal(text).slice(3, -1);
      expect(inner).not.toMatch(/['"?$\n\r\0]|\\(?!\+[0-9a-f]{6})/);
      expect(
        inner.replaceAll(/\\\+([0-9a-f]{6})/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16))),
      ).toBe(text);
    }),
  );
});
