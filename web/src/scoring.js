// How far two programmes correspond, reckoned in the page: what kg/use/compare/match.py does, from words that were read before
// (kg/use/view/scoring.py says what the data mean). Used where a corpus has more pairs than the page holds.

/** A number to so many digits as Python rounds it: to even where it lies just between two. */
function rounded(x, digits) {
  const size = 10 ** digits;
  const twice = x * 2 ** (digits + 1);
  const below = Math.floor(x * size);
  if (Number.isInteger(twice) && twice % 2) return (below + (below % 2)) / size;
  return Number(x.toFixed(digits));
}

const sum = (list) => list.reduce((a, b) => a + b, 0);
const meet = (a, b) => a.some((key) => b.includes(key));

export class Scoring {
  constructor(data) {
    this.data = data;
    this.by = data.by;
    this.tokens = data.tokens.map(([text, group, weight, number]) => ({ text, group, weight, number, single: [...text].length === 1 }));
    this.names = data.names.map(([core, literal, empty, each, words, around, keys]) => ({ core, literal, empty, each, words: this.row(words), around: around && this.row(around), keys }));
    this.parts = data.parts.map(([flat, words, named, role, broad, weight]) => ({ flat, words: this.row(words), named, role, broad, weight, signs: this.signs(flat, this.row(words)) }));
    this.known = new Map();
    this.alike = new Map();
  }

  row(words) {
    return words.map((w) => this.tokens[w]);
  }

  /** The characters of words and the groups of synonyms in them. */
  signs(flat, words) {
    const signs = new Set([...flat].map((c) => (this.data.numerals.includes(c) ? "0" : c)));
    for (const { group } of words) if (group >= 0) signs.add(`g${group}`);
    return signs;
  }

  /** The features of a type. */
  feature(type) {
    const known = this.known.get(type);
    if (known) return known;
    const [formula, names, kind, sector, parts, partKeys] = this.data.features[type];
    const read = { formula, names: names.map((n) => this.names[n]), kind, sector, parts: parts.map((p) => this.parts[p]), partKeys };
    const made = { ...read, keys: [...new Set(read.names.flatMap((n) => n.keys))], literals: new Set(read.names.map((n) => n.literal)) };
    this.known.set(type, made);
    return made;
  }

  tokensAlike(a, b) {
    if (a.text === b.text) return 1;
    if (a.group >= 0 && a.group === b.group) return this.by.group;
    return a.number && b.number ? 0.4 : 0;
  }

  /** How much of two rows of words agrees in order, weighted by what sets names apart. */
  overlap(a, b, support) {
    const total = sum(a.map((w) => w.weight)) + sum(b.map((w) => w.weight));
    if (!a.length || !b.length || !total) return 0;
    const same = a.map((left) => b.map((right) => this.tokensAlike(left, right)));
    const found = same.some((line) => line.some(Boolean)) ? bestChain(a, b, same) : 0;
    return Math.min(1, (2 * found) / total, support ? found / this.by.support : 1);
  }

  /** @returns {[number, boolean]} */
  namesAlike(a, b) {
    const around = a.around && b.around ? this.overlap(a.around, b.around, false) : null;
    if (a.core === b.core) {
      if (a.empty === 1) return [around === null ? 0.72 : 0.3 + 0.6 * around, true];
      if (a.empty === 2) return [0.75, true];
      return [around === null || around >= 0.2 ? 1 : 0.92, true];
    }
    if (a.empty === 1 || b.empty === 1) return [0, false];
    let value = this.overlap(a.words, b.words, true);
    if (a.each !== b.each) value *= this.by.others;
    if (Boolean(a.words[0]?.number) !== Boolean(b.words[0]?.number)) value *= this.by.counted;
    if (around !== null) value = 0.85 * value + 0.15 * around;
    return [Math.min(value, 0.99), false];
  }

  /** The best of all names of both, and whether their cores are equal. */
  bestNames(a, b) {
    let best = 0;
    let same = false;
    for (const one of a.names) {
      for (const two of b.names) {
        const [value, equal] = this.namesAlike(one, two);
        if (value > best || (value === best && equal && !same)) [best, same] = [value, equal];
      }
    }
    return [best, same];
  }

  wordsAlike(a, b) {
    if (a.flat === b.flat) return 1;
    if (![...a.signs].some((sign) => b.signs.has(sign))) return 0;
    let value = this.overlap(a.words, b.words, false);
    const [short, long] = [...a.flat].length <= [...b.flat].length ? [a.flat, b.flat] : [b.flat, a.flat];
    if ([...short].length >= 4 && long.includes(short)) value = Math.max(value, 0.75);
    return Math.min(value, 0.99);
  }

  partnersAlike(a, b) {
    if (!a.named || !b.named) return 0;
    if (a.flat === b.flat) return 1;
    const byRole = !a.role || !b.role ? 0 : a.role === b.role ? 1 : a.broad === b.broad ? 0.6 : 0;
    if (byRole) return byRole;
    const words = this.wordsAlike(a, b);
    return words >= 0.6 ? words : 0;
  }

  /** The best pairs of two lists, each part once: most alike first, then nearest in place. In the order of the first. */
  pairUp(a, b, likeness) {
    const scored = a.flatMap((x, i) => b.map((y, j) => [likeness(x, y), -Math.abs(i - j), -i, -j]));
    scored.sort((p, q) => q[0] - p[0] || q[1] - p[1] || q[2] - p[2] || q[3] - p[3]);
    const [left, right] = [new Set(), new Set()];
    const found = [];
    for (const [value, , i, j] of scored) {
      if (value < this.by.changed) break;
      if (left.has(i) || right.has(j)) continue;
      left.add(i);
      right.add(j);
      found.push([-i, -j, rounded(value, 3)]);
    }
    return found.sort((p, q) => p[0] - q[0]);
  }

  partsScore(a, b) {
    return (2 * sum(this.pairUp(a, b, (x, y) => this.wordsAlike(x, y)).map(([, , value]) => value))) / (a.length + b.length);
  }

  /** How much of two sets of partners corresponds, or null where one names none. */
  partnersScore(all, others) {
    const [a, b] = [all.filter((p) => p.named), others.filter((p) => p.named)];
    if (!a.length || !b.length) return null;
    const both = this.pairUp(a, b, (x, y) => this.partnersAlike(x, y)).map(([i, j, value]) => value * (a[i].weight + b[j].weight));
    return sum(both) / (sum(a.map((p) => p.weight)) + sum(b.map((p) => p.weight)));
  }

  /** The terms of a score: [what, value, weight]. */
  terms(a, b, named) {
    const weights = a.formula ? this.by.formula : this.by.weights;
    const field = (what) => (a[what] && b[what] && a[what] !== "其他" && b[what] !== "其他" ? [[what, Number(a[what] === b[what]), weights[what]]] : []);
    const name = ["name", rounded(named, 3), weights.name];
    if (a.formula) {
      const partners = this.partnersScore(a.parts, b.parts);
      return partners === null ? [name] : [["actors", rounded(partners, 3), weights.actors], name, ...field("kind")];
    }
    const parts = a.parts.length > 1 && b.parts.length > 1 ? [["parts", rounded(this.partsScore(a.parts, b.parts), 3), weights.parts]] : [];
    return [name, ...parts, ...field("kind"), ...field("sector")];
  }

  /** The score of two types, the smaller first: [relation, score, terms, parts that are alike], or nothing where they do not correspond. */
  score(one, two) {
    const key = `${one}.${two}`;
    if (!this.alike.has(key)) this.alike.set(key, this.reckoned(this.feature(one), this.feature(two)));
    return this.alike.get(key);
  }

  reckoned(a, b) {
    if (a.formula !== b.formula) return undefined;
    const sharedParts = meet(a.partKeys, b.partKeys);
    if (!sharedParts && !meet(a.keys, b.keys)) return undefined;
    const [named, same] = this.bestNames(a, b);
    if (!same && named < this.by.named && !sharedParts) return undefined;
    let terms = this.terms(a, b, named);
    let value = mean(terms);
    const led = this.ledByParts(a, b, terms);
    if (led.length && mean(led) > value) [terms, value] = [led, mean(led)];
    let relation = this.relation(value, named, same, terms);
    if (relation === "only") return undefined;
    if (relation === "shared" && ![...a.literals].some((words) => b.literals.has(words))) relation = "renamed";
    if (same && (relation === "shared" || relation === "renamed")) value = Math.max(value, this.by.threshold);
    return [relation, rounded(value, 3), terms.map(([what, v]) => [what, rounded(v, 2)]), this.partsAlike(a, b)];
  }

  /** The reading led by the components, where both spell out enough. */
  ledByParts(a, b, terms) {
    const spelled = terms.some(([what]) => what === "parts") && Math.min(a.parts.length, b.parts.length) >= this.by.ledFrom;
    return spelled ? terms.filter(([what]) => what in this.by.led).map(([what, value]) => [what, value, this.by.led[what]]) : [];
  }

  relation(value, named, same, terms) {
    const parts = terms.find(([what]) => what === "parts" || what === "actors")?.[1];
    if (same && parts !== undefined && parts < this.by.homonym) return "homonym";
    if (value < this.by.threshold && terms.some(([what]) => what === "actors")) return "only";
    if (same && named >= 0.9) return "shared";
    if (same && parts === undefined && !terms.some(([what]) => what === "kind")) return "only";
    if (value < this.by.threshold) return "only";
    if (same) return "shared";
    return named >= 0.85 ? "renamed" : "alike";
  }

  partsAlike(a, b) {
    const likeness = (x, y) => (a.formula ? this.partnersAlike(x, y) : this.wordsAlike(x, y));
    return a.parts.flatMap((x, i) => b.parts.map((y, j) => [i, j, rounded(likeness(x, y), 3)])).filter(([, , value]) => value >= this.by.changed);
  }
}

function mean(terms) {
  const weight = sum(terms.map(([, , w]) => w));
  return weight ? sum(terms.map(([, value, w]) => value * w)) / weight : 0;
}

/** The weight of the best common subsequence of two rows of words; a single character that agrees alone counts half. */
function bestChain(a, b, same) {
  let above = new Array(b.length + 1).fill(0);
  let runsAbove = new Array(b.length + 1).fill(false);
  a.forEach((left, i) => {
    const row = [0];
    const runs = [false];
    b.forEach((right, j) => {
      const skip = Math.max(above[j + 1], row[j]);
      const alike = same[i][j];
      if (!alike) {
        row.push(skip);
        runs.push(false);
        return;
      }
      let gain = (alike * (left.weight + right.weight)) / 2;
      const follows = i + 1 < a.length && j + 1 < b.length && same[i + 1][j + 1] > 0;
      if (left.single && !runsAbove[j] && !follows) gain /= 2;
      const take = above[j] + gain;
      row.push(Math.max(take, skip));
      runs.push(take >= skip);
    });
    [above, runsAbove] = [row, runs];
  });
  return above[above.length - 1];
}
