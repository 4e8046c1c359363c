// A line from one moment to another, with a mark at now that moves along. It follows the server's clock, as every live time does (app.js), and stays
// where it was drawn for those who want no motion.
class LifeLine extends customElements.get('live-time') {
  draw() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const [from, until] = ['at', 'until'].map(name => Number(this.getAttribute(name)));
    const share = Math.min(1, Math.max(0, (Date.now() - (this.ahead ?? 0) - from) / (until - from)));
    this.querySelector('[data-now]')?.setAttribute('x', `${1 + 98 * share}%`);
  }
}
if (!customElements.get('life-line')) customElements.define('life-line', LifeLine);
