export { loader } from '../unknown';
