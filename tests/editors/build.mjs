// Bundles the editor pages into `target/editors`, one script an editor, when they or the locked packages changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { compile } from 'svelte/compiler';

const here = import.meta.dirname;
const out = join(here, '../../target/editors');
/** What pages share, and is none itself. */
const SHARED = ['contract.js', 'editable.js', 'react-field.js'];

const sources = readdirSync(here).sort();
const hash = createHash('sha256').update(readFileSync(join(here, '../package-lock.json')));
for (const name of sources) hash.update(name).update(readFileSync(join(here, name)));
const wanted = hash.digest('hex');
const stamp = join(out, '.made-of');
let found = '';
try {
  found = readFileSync(stamp, 'utf8');
} catch {
  // There are none yet.
}

const svelte = {
  name: 'svelte',
  setup: (/** @type {import('esbuild').PluginBuild} */ { onLoad }) =>
    onLoad({ filter: /\.svelte$/ }, ({ path }) => ({ contents: compile(readFileSync(path, 'utf8'), { generate: 'client', css: 'injected' }).js.code })),
};

if (found !== wanted) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const usual = {
    absWorkingDir: join(here, '..'),
    outdir: out,
    bundle: true,
    minify: true,
    format: /** @type {const} */ ('iife'),
    target: 'es2022',
    conditions: ['browser'],
    loader: { '.css': /** @type {const} */ ('text') },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    plugins: [svelte],
    logLevel: /** @type {const} */ ('error'),
    legalComments: /** @type {const} */ ('none'),
  };
  const pages = sources.filter((name) => name.endsWith('.js') && !SHARED.includes(name));
  const newer = 'react-19.js';
  const entries = (/** @type {string[]} */ names) => names.map((name) => join(here, name));
  await Promise.all([
    build({ ...usual, entryPoints: entries(pages.filter((name) => name !== newer)) }),
    build({ ...usual, entryPoints: entries([newer]), alias: { react: 'react-19', 'react-dom': 'react-dom-19' } }),
  ]);
  writeFileSync(stamp, wanted);
}
