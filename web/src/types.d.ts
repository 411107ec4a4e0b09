// The shapes of what the page holds: the columns that kg/use/view/columns.py writes, and what is made of them.

/** A row start for every node, and the edges of each row. */
export interface Matrix {
  at: Int32Array;
  list: Int32Array;
}

/** The literals and concepts of a node, by the short keys of columns.py. */
export interface Facts {
  value?: number;
  position?: number;
  year?: number;
  percent?: number;
  amount?: number;
  baseYear?: number;
  baseValue?: number;
  declared?: number;
  found?: number;
  unit?: string;
  date?: string;
  condition?: string;
  per?: string;
  segment?: string;
  times?: string;
  word?: string;
  code?: string;
  script?: string;
  issued?: string;
  sector?: number;
  level?: number;
  actor?: number;
  baseline?: number;
  precision?: number;
  basis?: number;
  status?: number;
}

export interface Nodes {
  key: string[];
  type: number[];
  name: string[];
  kind: number[];
  home: number[];
  letters: string[];
  pinyin: Record<number, string>;
  english: Record<number, string>;
  label: Record<number, string>;
  aliases: Record<number, string[]>;
  facts: Record<number, Facts>;
}

export interface Graph {
  meta: { title: string; chunks: number[]; whole: boolean; limit: number; opening: number; statements: number; passages: number; things: number; leftOut: [string, string][] };
  types: [key: string, zh: string, en: string, mark: string, size: number][];
  concepts: [key: string, zh: string, en: string, broader: number][];
  relations: [key: string, zh: string, en: string, backZh: string, backEn: string][];
  rules: string[];
  nodes: Nodes;
  seats: Record<number, number>;
  discs: Record<number, number>;
  place: [number, number][];
  documents: number[];
  edges: { s: number[]; p: number[]; o: number[] };
  passages: { doc: number[]; start: number[]; end: number[]; sentence: number[]; rule: number[]; sure: Record<number, number>; page: Record<number, number>; ocr: Record<number, number> };
  sentences: { doc: number[]; start: number[]; end: number[]; number: number[]; report: number[] };
  evidence: { at: number[]; list: number[] };
  claims: Record<number, number[]>;
  size: number;
  typeAt: Record<string, number>;
  relationAt: Record<string, number>;
  byKey: Map<string, number>;
  out: Matrix;
  into: Matrix;
  documentAt: Map<number, number>;
  ofType: number[][];
  filled?: number[];
  held: Map<number, number>;
  supported?: Map<number, number>;
  passagesOf: number[][];
  network?: any;
  traditional: string;
  simple: Map<string, string>;
  alike?: [number, number, number][];
  compare?: any;
  queries?: any[];
}

/** Where the reader is; every part is a word of the address. */
export interface Route {
  v: string;
  r?: string;
  d?: string;
  e?: string;
  n?: string;
  to?: string;
  scope?: string;
  q?: string;
  only?: string;
  l?: string;
  [key: string]: string | undefined;
}
