// The comparison of any two to five regions, made in the page of what corresponds in the whole corpus (kg/use/view/corresponding.py says
// what its data mean); the same numbers as `kg compare`.

import { G, facts, targets } from "./data.js";
import { Scoring } from "./scoring.js";

const STRENGTH = ["shared", "renamed", "alike", "homonym"];
const least = (list) => list.reduce((a, b) => Math.min(a, b), Infinity);

/** An order by several numbers, the first that differ decide. */
function byNumbers(a, b) {
  for (let k = 0; k < Math.max(a.length, b.length); k += 1) {
    const [x, y] = [a[k] ?? -Infinity, b[k] ?? -Infinity];
    if (x !== y) return x - y;
  }
  return 0;
}

/** What the assembling looks up again and again; made once for the page. */
export function indexed(data) {
  if (data.known) return data.known;
  data.known = { reported: new Set(data.reported), bare: new Set(data.bare) };
  return data.known;
}

/** What is known of two types: a pair of the corpus, or where these are too many its score, reckoned now. */
function known(data, one, other) {
  if (data.wording) {
    data.scoring ||= new Scoring(data.wording);
    return data.scoring.score(one, other);
  }
  data.paired ||= new Map(data.pairs.map(([a, b, ...rest]) => [`${a}.${b}`, rest]));
  return data.paired.get(`${one}.${other}`);
}

export class Assembled {
  /**
   * @param {any} data the block "compare"
   * @param {number[]} columns regions
   */
  constructor(data, columns) {
    this.data = data;
    this.columns = columns;
    this.known = indexed(data);
    this.column = new Map();
    const owners = new Map();
    for (const node of [...Object.keys(data.types), ...Object.keys(data.measureOf)].map(Number)) {
      const home = G.nodes.home[node];
      if (home < 0) continue;
      if (!owners.has(home)) owners.set(home, this.owner(home));
      if (owners.get(home) >= 0) this.column.set(node, owners.get(home));
    }
  }

  /** The column that counts what is at home in a region, or -1. */
  owner(home) {
    let passed = false;
    const seen = new Set();
    for (let at = home; at !== undefined && !seen.has(at); [at] = targets(at, "containedInPlace")) {
      seen.add(at);
      const reported = this.known.reported.has(at);
      const column = this.columns.indexOf(at);
      if (column >= 0) return passed && reported ? -1 : column;
      passed = passed || reported;
    }
    return -1;
  }

  /** What is known of two programmes, and whether their types stand the other way round. */
  pair(a, b) {
    const [x, y] = [this.data.types[a], this.data.types[b]];
    const found = known(this.data, Math.min(x, y), Math.max(x, y));
    return found && { relation: found[0], score: found[1], terms: found[2], alike: found[3], turned: x > y };
  }

  /** Rows of what corresponds: [relation, cells, links, lines of parts], and what each column has alone. */
  rows() {
    const members = Object.keys(this.data.types).map(Number).filter((i) => this.column.has(i)).sort((a, b) => a - b);
    const told = [];
    members.forEach((a, k) => {
      for (const b of members.slice(k + 1)) {
        const found = this.column.get(a) !== this.column.get(b) && this.pair(a, b);
        if (found) told.push([a, b, found]);
      }
    });
    const groups = this.joined(members, told.filter(([, , f]) => f.relation !== "homonym"));
    const standing = new Set(groups.flat());
    const homonyms = told.filter(([, , f]) => f.relation === "homonym").map(([a, b]) => [a, b]);
    const rows = [...groups, ...homonyms].map((group) => this.row(group));
    rows.sort((a, b) => byNumbers(a.order, b.order));
    const only = this.columns.map((_, n) => members.filter((i) => this.column.get(i) === n && !standing.has(i)));
    return { rows: rows.map(({ relation, cells, links, lines }) => [relation, cells, links, lines]), only };
  }

  /** Groups of two and more that correspond with each other, no two in one column. */
  joined(members, matches) {
    matches.sort((m, n) => byNumbers([Number(m[2].relation !== "shared"), -m[2].score, m[0], m[1]], [Number(n[2].relation !== "shared"), -n[2].score, n[0], n[1]]));
    const known = new Set(matches.map(([a, b]) => `${a}.${b}`));
    const group = new Map(members.map((i) => [i, [i]]));
    for (const [a, b] of matches) {
      const [left, right] = [group.get(a), group.get(b)];
      const taken = new Set(left.map((i) => this.column.get(i)));
      const apart = left !== right && right.every((i) => !taken.has(this.column.get(i)));
      if (!apart || !left.every((x) => right.every((y) => known.has(`${Math.min(x, y)}.${Math.max(x, y)}`)))) continue;
      left.push(...right);
      for (const i of right) group.set(i, left);
    }
    return [...new Set(group.values())].filter((list) => list.length > 1);
  }

  row(group) {
    const links = [];
    const cells = this.columns.map(() => -1);
    for (const i of group) cells[this.column.get(i)] = i;
    const sorted = [...group].sort((a, b) => this.column.get(a) - this.column.get(b));
    sorted.forEach((a, k) => {
      for (const b of sorted.slice(k + 1)) {
        const found = this.pair(a, b);
        if (found) links.push([this.column.get(a), this.column.get(b), found.score, found.terms, found.relation]);
      }
    });
    const strength = Math.max(...links.map((link) => STRENGTH.indexOf(link[4])));
    const score = least(links.map((link) => link[2]));
    const present = cells.flatMap((c, n) => (c >= 0 ? [n] : []));
    return { relation: STRENGTH[strength], cells, links, lines: this.lines(cells), order: [strength, -present.length, -score, ...present, cells[present[0]]] };
  }

  partLikeness(one, i, two, j) {
    const found = this.pair(one, two);
    if (!found) return 0;
    const [a, b] = found.turned ? [j, i] : [i, j];
    return found.alike.find(([x, y]) => x === a && y === b)?.[2] ?? 0;
  }

  /** Lines of parts: [relation, cells, columns that do not mention it]. */
  lines(cells) {
    const { parts } = this.data;
    const spelled = cells.flatMap((c, n) => (c >= 0 && parts[c]?.length ? [n] : []));
    if (!spelled.length) return [];
    const first = spelled.reduce((a, b) => (parts[cells[b]].length > parts[cells[a]].length ? b : a));
    const table = [];
    for (const n of [first, ...spelled.filter((s) => s !== first)]) {
      const scored = [];
      const own = parts[cells[n]];
      table.forEach(({ told }, line) => {
        const head = least([...told.keys()]);
        own.forEach((_, j) => scored.push([-this.partLikeness(cells[head], told.get(head), cells[n], j), Math.abs(line - j), line, j]));
      });
      const beside = new Map();
      const taken = new Set();
      for (const [value, , line, j] of scored.sort(byNumbers)) {
        if (-value < 0.5 || taken.has(line) || beside.has(j)) continue;
        taken.add(line);
        beside.set(j, [line, -value]);
      }
      own.forEach((_, j) => {
        if (!beside.has(j)) {
          table.push({ told: new Map([[n, j]]), weakest: 1 });
          return;
        }
        const [line, value] = beside.get(j);
        table[line].told.set(n, j);
        table[line].weakest = Math.min(table[line].weakest, value);
      });
    }
    return table.map(({ told, weakest }) => [
      told.size === 1 ? "only" : weakest >= 0.95 ? "same" : "changed",
      cells.map((c, n) => (told.has(n) ? parts[c][told.get(n)] : -1)),
      spelled.filter((n) => !told.has(n)),
    ]);
  }

  /** Rows of figures side by side: [label, scope, cells of [figure, place], columns whose figures differ]; and the others. */
  figures() {
    const { measures, measureOf, tiers } = this.data;
    const table = new Map();
    for (const [key, measure] of Object.entries(measureOf)) {
      const figure = Number(key);
      const column = this.column.get(figure);
      if (column === undefined) continue;
      const home = G.nodes.home[figure];
      const own = home === this.columns[column];
      const scope = own ? (targets(figure, "observationAbout")[0] === home ? "" : "组织") : tiers[home];
      const bare = this.known.bare.has(figure) ? home : -1;
      const row = `${measure}|${scope}|${bare}`;
      if (!table.has(row)) table.set(row, { measure, scope, bare, cells: this.columns.map(() => /** @type {number[]} */ ([])) });
      table.get(row).cells[column].push(figure);
    }
    for (const [key, row] of [...table]) {
      const there = measures[row.measure][2].map((m) => `${m}|${row.scope}|${row.bare}`).filter((k) => table.has(k));
      if (there.length !== 1) continue;
      row.cells.forEach((cell, n) => table.get(there[0]).cells[n].push(...cell));
      table.delete(key);
    }
    const spread = new Map();
    for (const { measure, bare, cells } of table.values()) {
      const topic = measures[measure][1];
      if (!spread.has(topic)) spread.set(topic, new Set());
      if (bare < 0) cells.forEach((cell, n) => cell.length && spread.get(topic).add(n));
    }
    const beside = [];
    const alone = this.columns.map(() => /** @type {number[]} */ ([]));
    for (const { measure, scope, bare, cells } of [...table.values()].sort((a, b) => a.measure - b.measure || (a.scope < b.scope ? -1 : Number(a.scope > b.scope)))) {
      const [label, topic] = measures[measure];
      for (const cell of cells) cell.sort((a, b) => (facts(b).year || 0) - (facts(a).year || 0) || a - b);
      if (bare < 0 && spread.get(topic).size > 1) beside.push([label, scope, cells.map((cell, n) => cell.map((i) => [i, this.where(i, n)])), cells.flatMap((cell, n) => (differ(cell) ? [n] : []))]);
      else cells.forEach((cell, n) => alone[n].push(...cell));
    }
    return { figures: beside, alone };
  }

  /** The place measured, where it is not the column's region. */
  where(figure, column) {
    const [about] = targets(figure, "observationAbout");
    return about === undefined || about === this.columns[column] ? "" : G.nodes.name[about];
  }

  /** Formulas by partner: the roles, most regions first, and a line for each formula. */
  partners() {
    const { roles, partners } = this.data;
    const use = new Map();
    const lines = [];
    for (const [key, addends] of Object.entries(partners)) {
      const column = this.column.get(Number(key));
      if (column === undefined) continue;
      lines.push([column, Number(key), addends]);
      for (const role of new Set(addends.map(([r]) => r))) {
        if (!use.has(role)) use.set(role, { columns: new Set(), n: 0 });
        use.get(role).columns.add(column);
        use.get(role).n += 1;
      }
    }
    const order = [...use.keys()].sort((a, b) => use.get(b).columns.size - use.get(a).columns.size || use.get(b).n - use.get(a).n || a - b);
    lines.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return {
      roles: order.map((r) => roles[r]),
      partners: lines.map(([column, i, addends]) => [column, i, order.map((r) => addends.filter(([role]) => role === r).map(([, word]) => word))]),
    };
  }

  /** The traits that each column holds. */
  traits() {
    const held = this.columns.map(() => new Set());
    for (const [node, n] of this.column) for (const trait of this.data.traitsOf[node] || []) held[n].add(trait);
    return held;
  }

  /** How alike two columns are, and what they share: [aspect, words, its part of the likeness, trait]. */
  likeness(a = 0, b = 1) {
    const weight = (trait) => this.data.traits[trait][2] ** 2;
    const held = this.traits();
    const sum = (list) => [...list].reduce((total, trait) => total + weight(trait), 0);
    const common = [...held[a]].filter((trait) => held[b].has(trait));
    const norm = (list) => Math.sqrt(this.data.smooth ** 2 + sum(list));
    const shared = sum(common);
    return {
      value: shared / (norm(held[a]) * norm(held[b])),
      grounds: common.sort((x, y) => weight(y) - weight(x) || x - y).map((trait) => [...this.data.traits[trait].slice(0, 2), weight(trait) / shared, trait]),
    };
  }

  /** What in the columns bears one of some traits. */
  bearers(traits) {
    const wanted = new Set(traits);
    return [...this.column.keys()].filter((node) => (this.data.traitsOf[node] || []).some((trait) => wanted.has(trait)));
  }

  /** All of the comparison, in the shape that the view shows. */
  whole() {
    return { ...this.rows(), ...this.figures(), ...this.partners() };
  }
}

/** Whether two figures of one place differ for the same period; an unknown period may be any. */
function differ(cell) {
  return cell.some((a, k) => cell.slice(k + 1).some((b) => {
    const [f, g] = [facts(a), facts(b)];
    if (f.value === undefined || g.value === undefined || f.value === g.value) return false;
    const sameTime = !f.year || !g.year || (f.year === g.year && f.date === g.date);
    return sameTime && targets(a, "observationAbout")[0] === targets(b, "observationAbout")[0];
  }));
}
