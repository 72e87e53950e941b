// The types of what travels between the page scripts and the worker, for the type check alone: nothing
// here is loaded by a browser. The Rust types in `src/protocol` are the contract; this is their mirror.

interface Route {
  portal: string;
  hosts: string[];
  urls: string[];
}

interface Plan {
  v: number;
  portal: string;
  away?: string[];
  pages: PagePlan[];
  labels: Record<string, string[]>;
}

interface PagePlan {
  id: string;
  url: string[];
  present?: string[];
  scope?: string[];
  fields: Record<string, Strategy[]>;
  rows?: RowsPlan;
  thread?: ThreadPlan;
  reply?: ReplyPlan;
  badge?: BadgePlan[];
}

interface Strategy {
  css?: string;
  label?: string[];
  text?: string;
  url?: string;
  within?: string;
  attr?: string;
  pick?: string;
  nth?: number;
}

interface RowsPlan {
  css: string[];
  span?: number;
  key: string;
  fields: Record<string, Strategy[]>;
  badge: BadgePlan[];
}

interface ThreadPlan {
  scope: string[];
  message: string[];
  text: Strategy[];
  time: Strategy[];
  buyer: string[];
  seller: string[];
  platform: string[];
  header?: Strategy[];
  newest_first: boolean;
}

interface ReplyPlan {
  css: string[];
  send: string[];
  send_words: string[];
  avoid: string[];
  limit?: number;
}

type Place = 'after' | 'end' | 'below' | 'above';

interface BadgePlan {
  field: string;
  place: Place;
}

interface FieldText {
  text: string;
  by: number;
  also?: string;
}

interface RowText {
  key: string;
  fields: Record<string, FieldText>;
}

interface MessageText {
  from: 'buyer' | 'seller' | 'platform' | 'unknown';
  time: string | null;
  text: string;
  cut: boolean;
}

type EditorKind = 'textarea' | 'input' | 'plain-editable' | 'paste-html' | 'rich';

interface ReplyText {
  kind: EditorKind;
  max: number | null;
  length: number;
  derived: boolean;
}

interface Snapshot {
  v: number;
  portal: string;
  page: string;
  url: string;
  title: string;
  lang: string;
  taken_ms: number;
  zone: string;
  fields: Record<string, FieldText>;
  rows: RowText[];
  partial: boolean;
  thread: MessageText[];
  header: string | null;
  threads: number;
  reply: ReplyText | null;
}

type BadgeState = 'nothing' | 'calm' | 'soon' | 'urgent' | 'overdue' | 'unknown';

interface Step {
  from_ms: number;
  state: BadgeState;
  word: string;
}

interface Detail {
  label: string;
  text: string;
  warning: boolean;
}

interface Badge {
  id: string;
  row: string | null;
  act: string;
  due_ms: number | null;
  precision: 'day' | 'hour' | 'minute' | 'second';
  steps: Step[];
  instead: string | null;
  estimate: boolean;
  details: Detail[];
}

interface BarLetter {
  id: string;
  title: string;
  language: string;
  text: string | null;
  missing: string[];
  why: string;
}

interface Bar {
  letters: BarLetter[];
  limit: number | null;
  hold: string | null;
  confirm: boolean;
  keep: boolean;
  shortcuts: string[];
}

interface PanelState {
  open: boolean;
  width: number;
}

type Phrases = Record<
  | 'days_hours' | 'hours_minutes' | 'minutes_seconds' | 'days' | 'under_a_day' | 'under_a_minute' | 'about' | 'overdue_by'
  | 'bar' | 'no_letters' | 'open_panel' | 'close_panel' | 'resize_panel' | 'panel' | 'undo' | 'inserted'
  | 'undone' | 'missing' | 'too_long' | 'read_only' | 'no_box' | 'altered' | 'refused' | 'copy' | 'copied'
  | 'stale' | 'dismiss' | 'moved' | 'this_box',
  string
>;

interface Drawing {
  v: number;
  language: string;
  theme: string;
  badges: Badge[];
  rows: string[] | null;
  bar: Bar | null;
  panel: PanelState;
  phrases: Phrases;
}

type WriteProblem = 'no-box' | 'read-only' | 'too-long' | 'composing' | 'altered' | 'refused' | 'nothing-to-undo' | 'moved' | 'held' | 'confirm';

interface WriteOutcome {
  done: boolean;
  problem: WriteProblem | null;
}

type ToPage =
  | { v: number; kind: 'look' | 'undo' | 'refresh' | 'stop' | 'drawn' }
  | { v: number; kind: 'write'; text: string; letter: string | null }
  | { v: number; kind: 'outline'; field: string | null }
  | { v: number; kind: 'point'; field: string; place: string; prompt: string; cancel: string }
  | { v: number; kind: 'sample' }
  | { v: number; kind: 'panel'; open: boolean | null; letter: string | null }
  | { v: number; kind: 'command'; name: string };

interface Size {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** The reply box as it was found: the element that takes the text, and how. */
interface ReplyBox {
  element: HTMLElement;
  kind: EditorKind;
  max: number | null;
  limit: number | null;
  derived: boolean;
}

/** Where the fields of the page or of one row were read. */
interface Sight {
  element: Element | null;
  fields: Map<string, Element>;
}

interface ReadResult {
  snapshot: Snapshot;
  /** Keys of rows that were read afresh; nothing means that the page's own part was read too. */
  page: Sight;
  rows: Map<string, Sight>;
  box: ReplyBox | null;
}

interface DuelineDom {
  make<K extends keyof HTMLElementTagNameMap>(tag: K, name?: string, text?: string): HTMLElementTagNameMap[K];
  document: {
    root(): Element;
    title(): string;
    active(of?: Document): Element | null;
    hidden(): boolean;
    exec(of: Document, command: string, text?: string): boolean;
    range(of: Document): Range;
    selection(of: Document): Selection | null;
    focused(of: Document): boolean;
    view(of: Document): (WindowProxy & typeof globalThis) | null;
    designed(of: Document): boolean;
    at(x: number, y: number, below?: Element | null): Element | null;
  };
  parent(node: Node): Node | null;
  children(node: Node): Iterable<Node>;
  next(node: Node): Node | null;
  behind(element: Element): Element | null;
  kind(node: Node): number;
  tag(node: Node): string;
  words(node: Node, max: number, lines?: boolean, skip?: (element: Element) => boolean): string;
  value(field: Element): string;
  all(scope: ParentNode, selector: string): Element[];
  matches(element: Element, selectors: string[]): boolean;
  attribute(element: Element, name: string): string | null;
  shadow(element: Element): ShadowRoot | null;
  visible(element: Element): boolean;
  steady<T>(work: () => T): T;
  rect(element: Element): DOMRect;
  connected(node: Node): boolean;
  owner(node: Node): Document;
  home(node: Node): Node;
  inside(outer: Node, node: Node | null): boolean;
  up(node: Node | null, test: (element: Element) => boolean, limit?: Node | null): Element | null;
  isBlock(element: Element): boolean;
  texts(scope: Node): Generator<Text>;
  data(text: Node): string;
  regex(source: string): RegExp | null;
  plain(text: string): string;
  pause(): Promise<void>;
}

interface DuelineRead {
  seek(strategy: Strategy, scope: ParentNode & Node): { text: string; element: Element | null; also?: string } | null;
  find(scope: ParentNode & Node, selector: string): Element[];
  pick(plan: Plan): PagePlan | null;
  read(portal: string, page: PagePlan, fresh: boolean): Promise<ReadResult>;
  box(page: PagePlan): ReplyBox | null;
  touched(node: Node, structure: boolean): boolean;
  roots(): ShadowRoot[];
  forget(): void;
}

interface FieldCaret {
  start: number;
  end: number;
  direction: 'forward' | 'backward' | 'none';
}

interface DuelineWrite {
  attend(box: ReplyBox | null, signal: AbortSignal): void;
  insert(find: () => ReplyBox | null, text: string): Promise<WriteOutcome>;
  canUndo(): boolean;
  last: { box: ReplyBox; before: string; after: string; caret: FieldCaret | null } | null;
  composing: boolean;
  becomes(test: () => boolean): Promise<boolean>;
  caretElement(box: ReplyBox): Element;
  enter(box: ReplyBox): Promise<void>;
  exec(box: ReplyBox, command: string, text?: string): void;
  inTurn(job: () => Promise<WriteOutcome>): Promise<WriteOutcome>;
  isField(box: ReplyBox): boolean;
  isReadOnly(box: ReplyBox): boolean;
  put(box: ReplyBox, text: string): Promise<void>;
  raw(box: ReplyBox): string;
  shown(box: ReplyBox): string;
}

interface DuelineTime {
  at(badge: Badge, now: number, phrases: Phrases): { left: string; state: BadgeState; word: string; next: number };
}

/** A box of words, or of a picture or control. */
interface Thing {
  box: Size;
  node: Node;
  control: boolean;
}

interface DuelineDraw {
  dress(language: string, theme: string): void;
  show(drawing: Drawing, badges: Badge[], result: ReadResult, page: PagePlan): void;
  follow(moves?: boolean): void;
  outline(element: Element | null, field: string | null): void;
  drawn(): { badges: object[]; outline: string | null; tip: string | null; busy: boolean };
  layer(): { host: HTMLElement; top: HTMLElement };
  origin(): { x: number; y: number };
  cover(spot: Size, own: Element, things: Thing[]): number;
  standing(area: Size): Thing[];
  leave(width: number): void;
  onArrange(move: () => void): void;
  end(): void;
}

interface DuelineDock {
  bar(bar: Bar | null, box: ReplyBox | null, phrases: Phrases): void;
  keys(shortcuts: Record<string, string>): void;
  undoable(yes: boolean): void;
  say(text: string, copy?: string | null): void;
  panel(state: PanelState, phrases: Phrases, letter?: string | null): void;
  press(name: string, act: (event: Event) => void): HTMLButtonElement;
  panelState(): PanelState;
  line(text: string, dismiss: string): void;
  drawn(): { bar: object | null; panel: object; line: string | null };
  end(): void;
}

/** Brought when the panel is opened for the first time. */
interface DuelinePanel {
  show(state: PanelState, phrases: Phrases, letter?: string | null): void;
  width(): number;
  drawn(): object;
  end(): void;
}

/** One way to find what a person pointed at, the most durable first, with what it finds. */
interface Proposal {
  strategy: Strategy;
  text: string;
  hits: number;
  samples: { kept: number; found: number };
}

/** Brought when a person mends a field or keeps a sample. */
interface DuelineRepair {
  point(asked: { field: string; place: string; prompt: string; cancel: string }): boolean;
  sample(): object | null;
  end(): void;
}

interface DuelineHands {
  bring(part: 'panel' | 'repair', then: () => void): void;
  sight(): { plan: Plan | null; page: PagePlan | null; seen: ReadResult | null; bar: Bar | null | undefined; send(message: object): Promise<any>; insert(text: string, letter?: string | null): Promise<WriteOutcome> };
  moved(portal: string | null): void;
  stop(): void;
  stale(): void;
  act(name: string): Promise<WriteOutcome | null>;
  setPanel(open: boolean, width?: number, letter?: string | null): void;
}

/** The parts of the joined file are there in the order in which they are joined, `main.js` alone stands before them. */
interface Dueline {
  portal?: string | null;
  dom: DuelineDom;
  read: DuelineRead;
  write: DuelineWrite;
  look: { css: string; icon(shape: string): SVGElement };
  time: DuelineTime;
  draw: DuelineDraw;
  dock: DuelineDock;
  panel?: DuelinePanel;
  repair?: DuelineRepair;
  typing?: { attend(box: ReplyBox, signal: AbortSignal): void };
  /** Brought when an insertion is taken back for the first time. */
  undo?: () => Promise<WriteOutcome>;
  hands?: DuelineHands;
}

declare var dueline: Dueline | undefined;

declare module '*/pkg/dueline.js' {
  export default function init(options: { module_or_path: string | URL }): Promise<unknown>;
  export function started(): Promise<void>;
  export function answer(message: unknown, sender: unknown): Promise<unknown>;
  export function installed(reason: string): Promise<void>;
  export function storage_changed(changes: unknown, area: string): Promise<void>;
  export function permission_changed(): Promise<void>;
  export function command(name: string, tab: unknown): Promise<void>;
  export function action_clicked(tab: unknown): Promise<void>;
  export function tab_removed(id: number): Promise<void>;
  export function panel(): void;
  export function app(): void;
}
