const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for an HTML element or quoted attribute. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
}

const characters = new Map([
  ...Object.entries(escapes).map(([character, entity]) => [entity, character] as const),
  // The form that the platform's Python writes.
  ['&#x27;', "'"],
])

/** Unescapes HTML entities. */
export function unescapeHtml(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (entity) => characters.get(entity) ?? entity)
}

type Picture = { readonly title: string; readonly slideNumber: string; readonly imageUrl: string }

/**
 * Returns the HTML of a 1280 × 720 slide with a single image, with the attributes by which the platform
 * recognizes it.
 */
export function renderImageSlide({ title, slideNumber, imageUrl }: Picture): string {
  const [name, url] = [escaped(title), escaped(imageUrl)]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="slide-type" content="image">
<meta name="slide-number" content="${slideNumber}">
<title>${name}</title>
<style>
body { margin: 0; width: 1280px; height: 720px; overflow: hidden; background: #000 }
.slide-image { display: block; width: 100%; height: 100%; object-fit: contain }
</style>
</head>
<body data-is-image-slide="true" data-image-url="${url}">
<img class="slide-image" src="${url}" alt="${name}">
</body>
</html>
`
}
