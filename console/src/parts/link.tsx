import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { navigate, pathTo } from '../shell/router.ts'

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly to: string }

/** A link to a place of the console. New tabs and windows open as with any link. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  function follow(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(to)
  }
  return <a {...rest} href={pathTo(to)} onClick={follow} />
}
