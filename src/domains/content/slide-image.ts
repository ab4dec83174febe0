const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML shows it, in an element or in a quoted attribute. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
}

const characters = new Map([
  ...Object.entries(escapes).map(([character, entity]) => [entity, character] as const),
  // As the platform's Python writes it.
  ['&#x27;', "'"],
])

/** What such HTML shows. */
export function unescaped(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (entity) => characters.get(entity) ?? entity)
}

type Picture = { readonly title: string; readonly slideNumber: string; readonly imageUrl: string }

/** A slide of 1280 × 720 that is one picture, with the marks by which the platform's pages know such a slide. */
export function slideOfImage({ title, slideNumber, imageUrl }: Picture): string {
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
