// Two pens with the same strokes: one draws on a canvas, one writes SVG. What a picture draws once can be seen, printed and kept.

export const FONT = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';
const SPECK = 2.6; // the radius in pixels below which a mark is a speck
const HOLLOW = new Set(["org", "part", "indicator", "report", "document"]);
const POINTS = {
  region: [[0, -1], [0.9, -0.5], [0.9, 0.5], [0, 1], [-0.9, 0.5], [-0.9, -0.5]],
  formula: Array.from({ length: 10 }, (_, k) => {
    const r = k % 2 ? 0.45 : 1.1;
    return [r * Math.sin((k * Math.PI) / 5), -r * Math.cos((k * Math.PI) / 5)];
  }),
  metric: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  party: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  org: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  policy: [[-1, -0.8], [1, -0.8], [0, 1]],
  formulation: [[0, -1], [1, 0.8], [-1, 0.8]],
  indicator: [[-1, -0.8], [1, -0.8], [0, 1]],
  report: [[-0.7, -0.95], [0.7, -0.95], [0.7, 0.95], [-0.7, 0.95]],
  adoption: [[-0.9, -0.7], [0.3, -0.7], [1, 0], [0.3, 0.7], [-0.9, 0.7]],
  recognition: [[0, -1], [0.4, -0.4], [1, -0.3], [0.6, 0.25], [0.7, 0.9], [0, 0.6], [-0.7, 0.9], [-0.6, 0.25], [-1, -0.3], [-0.4, -0.4]],
  document: [[-0.7, -0.95], [0.3, -0.95], [0.7, -0.5], [0.7, 0.95], [-0.7, 0.95]],
};

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** How a type is filled and drawn round. */
export function look(type) {
  const ink = colour(`type-${type}`);
  return { fill: HOLLOW.has(type) ? colour("canvas") : ink, stroke: ink, width: 1.6 };
}

/** Draws on a canvas. */
export class CanvasPen {
  constructor(ctx) {
    this.ctx = ctx;
  }

  /** Everything until the next call is drawn as faint as this. */
  faint(alpha) {
    this.ctx.globalAlpha = alpha;
  }

  rect(x, y, w, h, fill) {
    this.ctx.fillStyle = fill;
    this.ctx.fillRect(x, y, w, h);
  }

  ring(x, y, r, { fill = "", stroke = "", width = 1 }) {
    const { ctx } = this;
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    if (fill) {
      ctx.fillStyle = fill;
      ctx.fill();
    }
    if (stroke) {
      ctx.strokeStyle = stroke;
      ctx.lineWidth = width;
      ctx.stroke();
    }
  }

  /** Many straight lines of one look: [x1, y1, x2, y2] each. */
  lines(list, stroke, width) {
    const { ctx } = this;
    ctx.strokeStyle = stroke;
    ctx.lineWidth = width;
    ctx.beginPath();
    for (const [ax, ay, bx, by] of list) {
      ctx.moveTo(ax, ay);
      ctx.lineTo(bx, by);
    }
    ctx.stroke();
  }

  polygon(points, fill) {
    const { ctx } = this;
    ctx.fillStyle = fill;
    ctx.beginPath();
    points.forEach(([x, y], k) => (k ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.fill();
  }

  /** Many marks of one type: [x, y, r] each. Specks are drawn as squares: of thousands nobody sees the shape, and they cost least. */
  marks(type, list) {
    const { ctx } = this;
    const { fill, stroke, width } = look(type);
    const shape = POINTS[type];
    ctx.strokeStyle = stroke;
    ctx.lineWidth = width;
    for (const [x, y, r] of list) {
      if (r < SPECK) {
        ctx.fillStyle = stroke;
        ctx.fillRect(x - r, y - r, 2 * r, 2 * r);
        continue;
      }
      ctx.beginPath();
      if (shape) shape.forEach(([dx, dy], k) => (k ? ctx.lineTo(x + dx * r, y + dy * r) : ctx.moveTo(x + dx * r, y + dy * r)));
      else ctx.arc(x, y, r, 0, 2 * Math.PI);
      ctx.closePath();
      ctx.fillStyle = fill;
      ctx.fill();
      if (fill !== stroke) ctx.stroke();
    }
  }

  /** Words with a halo; `y` is their middle. `turn` turns them about their beginning, or their end where `anchor` is "end". */
  words(words, x, y, { size = 12, bold = false, fill, halo = "", anchor = "start", turn = 0 }) {
    const { ctx } = this;
    ctx.save();
    ctx.translate(x, y);
    if (turn) ctx.rotate(turn);
    ctx.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
    ctx.textAlign = /** @type {CanvasTextAlign} */ (anchor === "middle" ? "center" : anchor);
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    if (halo) {
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = halo;
      ctx.strokeText(words, 0, 0);
    }
    ctx.fillStyle = fill;
    ctx.fillText(words, 0, 0);
    ctx.restore();
  }
}

const escaped = (words) => String(words).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const n = (value) => String(Math.round(value * 10) / 10);

/** Writes SVG that needs nothing from outside. */
export class SvgPen {
  constructor(wide, high, title) {
    this.wide = wide;
    this.high = high;
    this.title = title;
    this.out = [];
    this.alpha = 1;
  }

  faint(alpha) {
    this.alpha = alpha;
  }

  put(tag, attributes, inner = "") {
    const more = this.alpha < 1 ? ` opacity="${n(this.alpha)}"` : "";
    const words = Object.entries(attributes).filter(([, v]) => v !== "").map(([k, v]) => ` ${k}="${escaped(v)}"`).join("");
    this.out.push(inner ? `<${tag}${words}${more}>${inner}</${tag}>` : `<${tag}${words}${more}/>`);
  }

  rect(x, y, w, h, fill) {
    this.put("rect", { x: n(x), y: n(y), width: n(w), height: n(h), fill });
  }

  ring(x, y, r, { fill = "", stroke = "", width = 1 }) {
    this.put("circle", { cx: n(x), cy: n(y), r: n(r), fill: fill || "none", stroke, "stroke-width": stroke ? width : "" });
  }

  lines(list, stroke, width) {
    if (list.length) this.put("path", { d: list.map(([ax, ay, bx, by]) => `M${n(ax)} ${n(ay)}L${n(bx)} ${n(by)}`).join(""), stroke, "stroke-width": width, fill: "none" });
  }

  polygon(points, fill) {
    this.put("path", { d: `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}Z`, fill });
  }

  marks(type, list) {
    const { fill, stroke, width } = look(type);
    for (const [x, y, r] of list) {
      const shape = POINTS[type];
      if (!shape) this.ring(x, y, r, { fill, stroke, width });
      else this.put("path", { d: `M${shape.map(([dx, dy]) => `${n(x + dx * r)} ${n(y + dy * r)}`).join("L")}Z`, fill, stroke, "stroke-width": width });
    }
  }

  words(words, x, y, { size = 12, bold = false, fill, halo = "", anchor = "start", turn = 0 }) {
    this.put("text", {
      x: n(x),
      y: n(y),
      fill,
      "font-size": size,
      "font-weight": bold ? 600 : "",
      "text-anchor": anchor === "start" ? "" : anchor,
      "dominant-baseline": "central",
      "paint-order": halo ? "stroke" : "",
      stroke: halo,
      "stroke-width": halo ? 3.5 : "",
      "stroke-linejoin": halo ? "round" : "",
      transform: turn ? `rotate(${n((turn * 180) / Math.PI)} ${n(x)} ${n(y)})` : "",
    }, escaped(words));
  }

  toString() {
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(this.wide)} ${n(this.high)}" width="${n(this.wide)}" height="${n(this.high)}" font-family="${escaped(FONT)}"><title>${escaped(this.title)}</title>${this.out.join("")}</svg>`;
  }
}
