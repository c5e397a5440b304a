/** The line that goes into every page of a web site. */
export function trackerSnippet(key: string): string {
  return `<script async src="${window.location.origin}/track/${key}.js"></script>`;
}
