import type { excel as russian } from '../ru/excel';
import type { Translated } from '../translation';

export const excel: Translated<typeof russian> = {
  title: 'The form in Excel',
  template: {
    heading: '1. Download the template',
    text: 'The same form as an Excel workbook: your draft is inside, lists can be chosen from, mistakes are shown on the sheet "Checks". It can be filled offline.',
    button: 'Download template',
    unsaved:
      'The latest changes are not saved yet: the template will lack them. Check the connection and download it again.',
  },
  choose: {
    heading: '2. Upload the template',
    text: 'The filled template or any Excel table of your own (.xlsx). First you will see what changes; nothing gets into the draft before you agree.',
    button: 'Upload template',
    drop: 'or drop it here',
    other: 'Choose another file',
  },
  reading: 'Reading the file "{{name}}"…',
  failed: {
    unreachable:
      'The file was not sent: no connection. You still have it; try again when the connection is back.',
    busy: 'Many files are being uploaded. Wait a few seconds and try again.',
    signed_out: 'You are signed out. Sign in again in another tab and try again: the file is still chosen.',
    too_large: 'The file is larger than 32 MB. Take pictures and needless sheets out of the workbook.',
    other: 'The file was not read. Reload the page and try again.',
    retry: 'Try again',
  },
  standing: {
    own: 'The template of this form, made for you.',
    other_collection:
      'The template of this form, but of another collection: its data are added to the draft. Check that they are the right ones.',
    foreign: 'Your own table: columns were found by their headings.',
    older:
      'The template was made from an earlier version of the form ({{version}}): the answers were carried over.',
    lost_one: 'There was no place for {{count}} value: the form has no such columns any more.',
    lost_other: 'There was no place for {{count}} values: the form has no such columns any more.',
    touched: 'What the template says of itself was changed, so it is compared with the present draft.',
    nothing: 'No sheet of the file looks like a sheet of the form. Say what lies where.',
  },
  mode: {
    label: 'What to do with the draft',
    merge: 'Add to it: take what was changed or filled in the file',
    replace: 'Make it like the file: cells that are empty in the file become empty',
    fileWins_one:
      '{{count}} cell was changed in the file and in the draft: take it from the file (else the draft stays)',
    fileWins_other:
      '{{count}} cells were changed in the file and in the draft: take them from the file (else the draft stays)',
    removeAbsent_one: 'Remove {{count}} row of the draft that the file lacks',
    removeAbsent_other: 'Remove {{count}} rows of the draft that the file lacks',
  },
  sheets: {
    caption: 'What changes',
    sheet: 'Sheet of the form',
    from: 'Sheet of the file',
    added: 'New rows',
    changed: 'Rows that change',
    same: 'As they are',
    absent: 'Not in the file',
    missing: 'not found',
  },
  left: {
    columns: 'Columns of the sheet "{{sheet}}" that were not taken: {{names}}.',
    totals: 'Sheet "{{sheet}}": rows of totals were not taken ({{rows}}).',
    beyond: 'Sheet "{{sheet}}": {{count}} more rows were not read: the form has no room for so many.',
    worksheets: 'Sheets of the file that were not taken: {{names}}.',
    locked_one: '{{count}} cell does not change: the form fills it.',
    locked_other: '{{count}} cells do not change: the form fills them.',
    noRoom: 'Sheet "{{sheet}}": no room for rows {{rows}} of the file: it has at most {{max}} rows.',
    gone_one:
      '{{count}} row was removed from the draft after the template was downloaded and does not come back.',
    gone_other:
      '{{count}} rows were removed from the draft after the template was downloaded and do not come back.',
  },
  changes: {
    title: 'Changes by cell',
    row: 'row {{row}}',
    added: 'new row',
    kept: 'stays as in the draft',
    empty: 'empty',
    more: 'And {{count}} more.',
  },
  findings: {
    title: 'What will have to be corrected',
    none: 'There will be no errors or warnings.',
    counts: 'Errors: {{errors}}, warnings: {{warnings}}.',
    more: 'And {{count}} more: all of them are in the marked file.',
    marked: 'Download the marked file',
    markedFailed: 'The marked file did not come. Check the connection and try again.',
    suffix: 'marked',
  },
  mapping: {
    open: 'Choose columns',
    title: 'What lies where',
    text: 'For each sheet of the form choose the sheet of the file, the row of the headings and the columns. The answers are remembered: next time everything is found by itself.',
    worksheet: 'Sheet of the file for "{{sheet}}"',
    none: '— not in the file —',
    heading: 'Row of the headings',
    column: 'Column of the form',
    file: 'Column of the file',
    sample: 'For example',
    apply: 'Read it so',
    back: 'Back',
  },
  apply: 'Put into the draft',
  nothing: 'The file holds nothing new for the draft.',
  cancel: 'Cancel',
  done_one: 'From the file: {{count}} change. Undo with Ctrl+Z.',
  done_other: 'From the file: {{count}} changes. Undo with Ctrl+Z.',
};
