// One shape for each result of a comparison, 16 px grid, and the tone it has.
export const shapes = {
  match: '<circle cx="8" cy="8" r="2.6" fill="currentColor"/>',
  covered: '<circle cx="8" cy="8" r="4.4" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  different: '<path d="M8 2.4 14.2 13H1.8Z" fill="currentColor"/>',
  missing: '<path d="m3.6 3.6 8.8 8.8m0-8.8-8.8 8.8" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>',
  unexpected: '<path d="M8 2.8v10.4M2.8 8h10.4" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>',
  conflict: '<path d="M2 3v10l5-5Zm12 0v10L9 8Z" fill="currentColor"/>',
  not_comparable: '<rect x="2.5" y="2.5" width="11" height="11" rx="2" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2.4 2"/>',
};

export const tones = {
  match: "positive", covered: "positive", different: "caution", missing: "critical", unexpected: "info",
  conflict: "caution", not_comparable: "unknown",
};
