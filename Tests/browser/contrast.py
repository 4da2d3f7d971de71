"""Checks that run in a page."""

# The texts whose contrast is below what WCAG 2.2 asks for on level AA, with their colours.
CONTRAST = """
(() => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const part = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = numbers(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
      if (colour[3] !== 0) throw new Error('half transparent');
    }
    return [255, 255, 255];
  };
  const missed = new Map();
  const check = (element, style, text) => {
    const [fore, back] = [numbers(style.color), ground(element)];
    const [low, high] = [light(fore), light(back)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) missed.set(`${fore} on ${back}: ${ratio.toFixed(2)}`, text.slice(0, 40));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    check(element, getComputedStyle(element), walker.currentNode.data);
  }
  for (const element of document.querySelectorAll('td, summary, input')) {
    for (const part of ['::before', '::placeholder']) {
      const style = getComputedStyle(element, part);
      if (part === '::placeholder' ? element.placeholder : style.content !== 'none') check(element, style, part);
    }
  }
  return [...missed].map(entry => entry.join(' '));
})()
"""

# Headings that come more than one level below the one before.
HEADINGS = """
(() => {
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1]));
  return levels.filter((level, index) => index && level > levels[index - 1] + 1);
})()
"""
