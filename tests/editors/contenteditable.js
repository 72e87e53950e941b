import { editable } from './editable.js';

editable('true');
