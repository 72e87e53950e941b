// The full page with settings, page health, letters and rules.
import { start } from './start.js';

await start('app');
