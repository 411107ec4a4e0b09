// A canvas that can be dragged, zoomed and pointed at: by mouse, by finger, by wheel and by keys.

const NEAR = 5; // pixels around a node that still count as on it
const TWICE = 400; // milliseconds between the two clicks of a double click

/** The world as a host shows it: `scale` pixels to a unit, the world's (x, y) at the host's upper left corner. */
export class Board {
  /**
   * @param {any} host
   * @param {{draw: () => void, resized: () => void, hit: (x: number, y: number) => number, click: (i: number) => void, twice: (i: number) => void, hover: (i: number, x: number, y: number) => void, move: (i: number, x: number, y: number) => void}} does
   */
  constructor(host, does) {
    this.host = host;
    this.does = does;
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.canvas = document.createElement("canvas");
    host.append(this.canvas);
    this.waiting = 0;
    this.gliding = false; // whether the whole is being dragged
    this.moving = -1; // the node that is being dragged
    this.pointers = new Map();
    this.last = { at: 0, node: -1, x: 0, y: 0 };
    this.listen();
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(host);
    this.resize();
  }

  get wide() {
    return this.host.clientWidth;
  }

  get high() {
    return this.host.clientHeight;
  }

  /** The upper left corner stays where it is, so that nothing moves below the pointer when a panel opens beside the canvas. */
  resize() {
    const dense = Math.min(window.devicePixelRatio || 1, 2);
    const [w, h] = [Math.round(this.wide * dense), Math.round(this.high * dense)];
    this.dense = dense;
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
      this.does.resized();
    }
    this.redraw();
  }

  redraw() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      if (this.host.isConnected) this.does.draw();
    });
  }

  toScreen([x, y]) {
    return [(x - this.x) * this.scale, (y - this.y) * this.scale];
  }

  toWorld(sx, sy) {
    return [sx / this.scale + this.x, sy / this.scale + this.y];
  }

  /** Zoom about a point of the screen. */
  zoom(by, sx = this.wide / 2, sy = this.high / 2) {
    const [wx, wy] = this.toWorld(sx, sy);
    this.scale = Math.min(4, Math.max(0.02, this.scale * by));
    this.x = wx - sx / this.scale;
    this.y = wy - sy / this.scale;
    this.redraw();
  }

  pan(dx, dy) {
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.redraw();
  }

  /** Show a box of the world whole, with `side` pixels left free on either side for labels. */
  fit(left, top, right, bottom, side = 16, most = 1.25) {
    const pad = 16;
    this.scale = Math.min(most, (this.wide - 2 * side) / Math.max(right - left, 1), (this.high - 2 * pad) / Math.max(bottom - top, 1));
    this.scale = Math.max(this.scale, 0.02);
    this.x = (left + right) / 2 - this.wide / 2 / this.scale;
    this.y = (top + bottom) / 2 - this.high / 2 / this.scale;
    this.redraw();
  }

  /** Put a point of the world into the middle, with as much of the world around it as `reach` tells. */
  centre([x, y], reach) {
    this.scale = Math.max(0.4, Math.min(1, this.wide / 2 / 1.25 / reach, this.high / 2 / reach));
    this.x = x - this.wide / 2 / this.scale;
    this.y = y - this.high / 2 / this.scale;
    this.redraw();
  }

  /** Bring a point of the world into sight, if it is not. */
  reveal(point) {
    const [sx, sy] = this.toScreen(point);
    const [w, h] = [this.wide, this.high];
    const dx = sx < 40 ? 40 - sx : sx > w - 80 ? w - 80 - sx : 0;
    const dy = sy < 30 ? 30 - sy : sy > h - 40 ? h - 40 - sy : 0;
    if (dx || dy) this.pan(dx, dy);
  }

  close() {
    this.watch.disconnect();
    cancelAnimationFrame(this.waiting);
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      const size = event.deltaMode ? event.deltaY * 16 : event.deltaY;
      const [x, y] = this.point(event);
      this.zoom(Math.exp(-Math.max(-160, Math.min(160, size)) * 0.0022), x, y);
    }, { passive: false });
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.drag(event));
    canvas.addEventListener("pointerup", (event) => this.release(event));
    canvas.addEventListener("pointercancel", (event) => {
      this.pointers.delete(event.pointerId);
      this.rest();
    });
    canvas.addEventListener("pointerleave", () => this.does.hover(-1, 0, 0));
  }

  press(event) {
    if (event.button) return;
    const [x, y] = this.point(event);
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x, y, fromX: x, fromY: y, node: this.does.hit(x, y), moved: false });
  }

  drag(event) {
    const [x, y] = this.point(event);
    const held = this.pointers.get(event.pointerId);
    if (!held) {
      if (event.pointerType === "mouse") this.does.hover(this.does.hit(x, y), x, y);
      return;
    }
    const [dx, dy] = [x - held.x, y - held.y];
    if (!held.moved && Math.hypot(x - held.fromX, y - held.fromY) < NEAR) return;
    if (!held.moved) this.does.hover(-1, 0, 0);
    held.moved = true;
    if (this.pointers.size === 2) {
      const other = [...this.pointers.values()].find((p) => p !== held);
      if (other) {
        const before = Math.hypot(held.x - other.x, held.y - other.y) || 1;
        this.zoom(Math.hypot(x - other.x, y - other.y) / before, (x + other.x) / 2, (y + other.y) / 2);
      }
    } else if (held.node >= 0) {
      const [wx, wy] = this.toWorld(x, y);
      this.moving = held.node;
      this.does.move(held.node, wx, wy);
    } else {
      this.gliding = true;
      this.pan(dx, dy);
    }
    held.x = x;
    held.y = y;
  }

  /** The whole or a node is let go: all is drawn once more where it has come to rest. */
  rest() {
    if (!this.gliding && this.moving < 0) return;
    this.gliding = false;
    this.moving = -1;
    this.redraw();
  }

  release(event) {
    const held = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    this.rest();
    if (!held || held.moved) return;
    const { last } = this;
    const now = event.timeStamp;
    // the second click counts for the node of the first, whatever has moved in between
    const again = now - last.at < TWICE && last.node >= 0 && Math.hypot(event.clientX - last.x, event.clientY - last.y) < 8;
    this.last = again ? { at: 0, node: -1, x: 0, y: 0 } : { at: now, node: held.node, x: event.clientX, y: event.clientY };
    if (again) this.does.twice(last.node);
    else this.does.click(held.node);
  }
}
