// <token-stage move="3 script>cookie*>api">: something goes along the lines between these, one after the other; from the star on, a token.
// What is drawn where is Blazor's. The copy flies in an overlay of its own, so no re-rendering meets it.

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const svg = 'http://www.w3.org/2000/svg';

class TokenStage extends HTMLElement {
  static observedAttributes = ['move'];

  connectedCallback() { this.isReady = true; }

  // What is there when the element arrives is a state and no event: it moves nothing.
  attributeChangedCallback(_, before, move) {
    if (this.isReady && move && move !== before) queueMicrotask(() => this.play(move)); // After this batch: its lines may be new.
  }

  async play(move) {
    this.stop();
    const drawing = [...this.querySelectorAll('svg')].find(one => one.getClientRects().length > 0);
    if (!drawing || calm.matches) return;
    const overlay = this.overlay = this.cover(drawing);
    const events = move.split(' ').slice(1).map(event => event.split('>'));
    const named = stop => stop.replace('*', '');
    // A verdict waits until the last that goes there has arrived, and a line for what goes along it. The rest waits for the end.
    const comes = {};
    for (const [, ...stops] of events) for (const stop of stops) comes[named(stop)] = (comes[named(stop)] ?? 0) + 1;
    for (const part of drawing.querySelectorAll('.says, .way:is(.bad, .good, .old)')) part.dataset.waits = '';
    const show = part => delete part?.dataset.waits;
    const says = stop => drawing.querySelector(`[data-of="${stop}"]`);
    for (const [from, ...stops] of events) {
      let [last, hasToken] = [from, from.endsWith('*')];
      if (!(named(from) in comes)) show(says(named(from)));
      for (const stop of stops) {
        const way = document.getElementById(`${drawing.dataset.drawing}-${named(last)}-${named(stop)}`);
        if (way && this.overlay === overlay) await this.fly(overlay, way, hasToken ? drawing.querySelector('.chip') : null);
        if (this.overlay !== overlay) return;
        show(way);
        if (--comes[named(stop)] === 0) show(says(named(stop)));
        [last, hasToken] = [stop, hasToken || stop.endsWith('*')];
      }
    }
    this.stop();
  }

  // An empty drawing over the first, at the same place and in the same units.
  cover(drawing) {
    const overlay = document.createElementNS(svg, 'svg');
    overlay.setAttribute('class', 'stage-flight');
    overlay.setAttribute('viewBox', drawing.getAttribute('viewBox'));
    overlay.setAttribute('aria-hidden', 'true');
    const { left, top, width, height } = drawing.getBoundingClientRect();
    Object.assign(overlay.style, { left: `${left + scrollX}px`, top: `${top + scrollY}px`, width: `${width}px`, height: `${height}px` });
    document.body.append(overlay);
    return overlay;
  }

  fly(overlay, way, chip) {
    const flying = chip?.cloneNode(true) ?? document.createElementNS(svg, 'circle');
    flying.removeAttribute('transform');
    if (!chip) flying.setAttribute('r', 9);
    overlay.append(flying);
    const { width, height } = flying.getBBox();
    const length = way.getTotalLength();
    const at = Array.from({ length: 21 }, (_, step) => way.getPointAtLength(length * step / 20));
    const keyframes = at.map(({ x, y }) => ({ transform: `translate(${x - (chip ? width / 2 : 0)}px, ${y - (chip ? height / 2 : 0)}px)` }));
    const flight = flying.animate(keyframes, { duration: 800, easing: 'ease-in-out', fill: 'forwards' });
    return flight.finished.catch(() => {}).then(() => flying.remove()); // Cancelled: the newest event wins.
  }

  stop() {
    this.overlay?.getAnimations({ subtree: true }).forEach(flight => flight.cancel());
    this.overlay?.remove();
    this.overlay = null;
    for (const part of this.querySelectorAll('[data-waits]')) delete part.dataset.waits;
  }

  disconnectedCallback() {
    this.isReady = false;
    this.stop();
  }
}

customElements.get('token-stage') ?? customElements.define('token-stage', TokenStage);
