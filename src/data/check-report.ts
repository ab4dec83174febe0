import type { Difference } from './compare-table.ts'

/** Lines of one kind for people, and how many more there are. */
export type ReportGroup = { readonly title: string; readonly lines: readonly string[]; readonly more: number }

/** The differences of a database by their effect on a start. */
export type ReportGroups = Readonly<Record<'additions' | 'harmless' | 'stops', ReportGroup>>

const defaultMaxLines = 20

/** Puts differences into three groups: what will be added, what differs harmlessly, and what stops the start. */
export function groupDifferences(
  differences: readonly Difference[],
  maxLines = defaultMaxLines,
): ReportGroups {
  const group = (title: string, severity: Difference['severity']): ReportGroup => {
    const texts = differences.filter((one) => one.severity === severity).map(({ text }) => text)
    return { title, lines: texts.slice(0, maxLines), more: Math.max(texts.length - maxLines, 0) }
  }
  return {
    additions: group('To be added by migrations', 'addition'),
    harmless: group('Differs harmlessly', 'harmless'),
    stops: group('Stops the start', 'serious'),
  }
}

/** How many lines were left out, as a line; none where there are none. */
export const formatMore = ({ more }: ReportGroup): string[] =>
  more > 0 ? [`  … and ${more} more: "ii-gateway check --all" lists them`] : []

/** The groups that are not empty, as text: a title with a number, and lines below it. */
export function formatGroups({ additions, harmless, stops }: ReportGroups): string[] {
  return [additions, harmless, stops]
    .filter(({ lines }) => lines.length > 0)
    .flatMap((group) => [
      `${group.title} (${group.lines.length + group.more}):`,
      ...group.lines.map((line) => `  ${line}`),
      ...formatMore(group),
      '',
    ])
}
