// Text under 4.5 to 1 and marks under 3 to 1 against what is behind them.
() => {
  const part = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const parse = (text) => text.match(/[\d.]+/g).map(Number);
  const behind = (one) => { for (let at = one; at; at = at.parentElement) { const c = parse(getComputedStyle(at).backgroundColor);
    if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !one.checkVisibility() || one.closest(":disabled, script, style")) continue;
    const style = getComputedStyle(one);
    const ink = parse(one.closest("svg") ? style.fill : style.color);
    const [high, low] = [light(ink), light(behind(one))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${one.className.baseVal ?? one.className} ${walk.currentNode.textContent.slice(0, 40)}`);
  }
  const paper = light(behind(document.body));
  for (const one of document.querySelectorAll(".swatch, .arc .line")) {
    const c = parse(one.matches(".line") ? getComputedStyle(one).stroke : getComputedStyle(one).backgroundColor);
    const [high, low] = [light(c), paper].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 3) found.push(`${ratio.toFixed(2)} mark ${one.parentElement.getAttribute("class")}`);
  }
  return [...new Set(found)];
}
