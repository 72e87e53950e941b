import { editable } from './editable.js';

editable('plaintext-only');
