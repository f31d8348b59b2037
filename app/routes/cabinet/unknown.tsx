export { default, loader } from '../unknown';
