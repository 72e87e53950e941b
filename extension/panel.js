// The side panel inside a portal page.
import { start } from './start.js';

await start('panel');
