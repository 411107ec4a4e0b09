// Where nodes stand when nobody has said: springs between neighbours, components side by side, room for what is opened.
// The same graph gives the same picture: nothing is left to chance.

const STEPS = 260;
const REACH = 120; // the length that a spring wants to have
const WIDE = 1.5; // words need more room from left to right

/** The connected components of `n` nodes, largest first; within one the nodes in their order. */
export function components(n, edges) {
  const near = Array.from({ length: n }, () => /** @type {number[]} */ ([]));
  for (const [a, b] of edges) {
    near[a].push(b);
    near[b].push(a);
  }
  const seen = new Uint8Array(n);
  const found = [];
  for (let i = 0; i < n; i += 1) {
    if (seen[i]) continue;
    const list = [i];
    seen[i] = 1;
    for (let at = 0; at < list.length; at += 1) {
      for (const other of near[list[at]]) {
        if (!seen[other]) list.push(other);
        seen[other] = 1;
      }
    }
    found.push(list.sort((a, b) => a - b));
  }
  return found.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** Places turned so that they stretch from left to right, as screens do. */
export function lyingDown(spots) {
  const [mx, my] = [0, 1].map((d) => spots.reduce((sum, p) => sum + p[d], 0) / spots.length);
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of spots) {
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
    xy += (x - mx) * (y - my);
  }
  const turn = 0.5 * Math.atan2(2 * xy, xx - yy);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return spots.map(([x, y]) => [c * (x - mx) + s * (y - my), c * (y - my) - s * (x - mx)]);
}

/** Springs: positions of one component around the origin, as pairs. */
export function springs(n, edges) {
  const place = Array.from({ length: n }, (_, k) => {
    const r = REACH * 0.6 * Math.sqrt(k);
    return [r * Math.cos(k * 2.39996), r * Math.sin(k * 2.39996)];
  });
  const steps = Math.max(60, Math.min(STEPS, Math.floor(2.4e7 / (n * n + 1))));
  for (let step = 0; step < steps; step += 1) {
    const push = place.map(() => [0, 0]);
    for (let a = 0; a < n; a += 1) {
      for (let b = a + 1; b < n; b += 1) {
        const dx = place[a][0] - place[b][0];
        const dy = place[a][1] - place[b][1];
        const square = Math.max(dx * dx + dy * dy, 1);
        const force = (REACH * REACH) / square;
        push[a][0] += dx * force;
        push[a][1] += dy * force;
        push[b][0] -= dx * force;
        push[b][1] -= dy * force;
      }
    }
    for (const [a, b] of edges) {
      const dx = place[a][0] - place[b][0];
      const dy = place[a][1] - place[b][1];
      const force = Math.hypot(dx, dy) / REACH;
      push[a][0] -= dx * force;
      push[a][1] -= dy * force;
      push[b][0] += dx * force;
      push[b][1] += dy * force;
    }
    const most = REACH * (1 - step / steps) + 1;
    place.forEach((at, k) => {
      const [dx, dy] = [push[k][0] - at[0] * 0.06, push[k][1] - at[1] * 0.06];
      const size = Math.hypot(dx, dy) || 1;
      const go = Math.min(size, most) / size;
      at[0] += dx * go;
      at[1] += dy * go;
    });
  }
  return place;
}

/** Boxes in rows that together are about as wide as a screen; gives back the corner of each. */
export function shelves(boxes, aspect = 1.9) {
  const area = boxes.reduce((sum, [w, h]) => sum + w * h, 0);
  const room = Math.max(...boxes.map(([w]) => w), Math.sqrt(area * aspect) * 1.08);
  let [x, y, high] = [0, 0, 0];
  return boxes.map(([w, h]) => {
    if (x && x + w > room) {
      x = 0;
      y += high;
      high = 0;
    }
    const corner = [x, y];
    x += w;
    high = Math.max(high, h);
    return corner;
  });
}

/** Positions of `n` nodes: components side by side, nodes without a neighbour in rows below; `tall` for a screen that is higher than wide. */
export function arranged(n, edges, tall = false, margin = 70) {
  const place = Array.from({ length: n }, () => [0, 0]);
  const whole = components(n, edges);
  const groups = whole.filter((list) => list.length > 1);
  const boxes = groups.map((list) => {
    const at = new Map(list.map((node, k) => [node, k]));
    const inner = edges.filter(([a]) => at.has(a)).map(([a, b]) => [at.get(a), at.get(b)]);
    const spots = lyingDown(springs(list.length, inner)).map(([x, y]) => (tall ? [y, -x] : [x, y]));
    const [left, top] = [0, 1].map((d) => Math.min(...spots.map((p) => p[d])));
    const [right, low] = [0, 1].map((d) => Math.max(...spots.map((p) => p[d])));
    list.forEach((node, k) => {
      place[node] = [(spots[k][0] - left) * WIDE + margin, spots[k][1] - top + margin];
    });
    return [(right - left) * WIDE + 2 * margin, low - top + 2 * margin];
  });
  let bottom = 0;
  let wide = tall ? 440 : 900;
  shelves(boxes, tall ? 0.7 : 1.9).forEach(([x, y], g) => {
    for (const node of groups[g]) place[node] = [place[node][0] + x, place[node][1] + y];
    bottom = Math.max(bottom, y + boxes[g][1]);
    wide = Math.max(wide, x + boxes[g][0]);
  });
  const alone = whole.filter((list) => list.length === 1).map(([node]) => node);
  const across = Math.max(1, Math.floor(wide / 110));
  alone.forEach((node, k) => {
    place[node] = [55 + (k % across) * 110, bottom + 90 + Math.floor(k / across) * 56];
  });
  return place;
}

/** Make room around a node and set new ones in rings there: what stood farther out is pushed away by as much. Gives back how far the rings reach. */
export function opened(at, centre, children) {
  const [cx, cy] = at.get(centre);
  const rings = [];
  let [from, r] = [0, 96];
  while (from < children.length) {
    const fits = Math.max(5, Math.floor((2 * Math.PI * r) / 62));
    rings.push([children.slice(from, from + fits), r]);
    from += fits;
    r += 74;
  }
  const reach = rings.length ? rings[rings.length - 1][1] + 40 : 0;
  for (const [node, [x, y]] of at) {
    if (node === centre) continue;
    const d = Math.hypot(x - cx, y - cy) || 1;
    at.set(node, [cx + ((x - cx) / d) * (d + reach), cy + ((y - cy) / d) * (d + reach)]);
  }
  for (const [list, radius] of rings) {
    list.forEach((node, k) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * (k + 0.5)) / list.length;
      at.set(node, [cx + radius * 1.25 * Math.cos(angle), cy + radius * Math.sin(angle)]);
    });
  }
  return reach;
}
