/** What a page needs to fill a form: its size is what the engine costs in the browser. */
export { applyEdits, compileAll, openValidation } from 'engine';
